package io.banyan.runtime.proc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A socket that waits for somebody: a TCP socket that listens, or a UDP socket that is bound.
 *
 * @param address it is bound to; {@code 0.0.0.0} and {@code ::} are all
 * @param uid the user that opened it
 * @param inode what descriptors of it lead to: {@code socket:[INODE]}
 */
public record ListeningSocket(
    Protocol protocol, InetAddress address, int port, long uid, long inode) {

  /** The kinds, each with a table of its own. */
  public enum Protocol {
    TCP("0A"),
    TCP6("0A"),
    UDP("07"),
    UDP6("07");

    private final String waiting;

    Protocol(String waiting) {
      this.waiting = waiting;
    }

    /** Below {@code /proc/net}. */
    String file() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** From {@code /proc/net/tcp} and its like; lines of another form are left out. */
  static List<ListeningSocket> parse(Protocol protocol, String table) {
    return table.lines().flatMap(line -> line(protocol, line).stream()).toList();
  }

  /** {@code sl local remote state queues timer retransmits uid timeout inode …}. */
  private static Optional<ListeningSocket> line(Protocol protocol, String line) {
    String[] fields = line.trim().split("\\s+");
    if (fields.length < 10 || !fields[3].equals(protocol.waiting)) {
      return Optional.empty();
    }
    String[] local = fields[1].split(":", 2);
    try {
      return Optional.of(
          new ListeningSocket(
              protocol,
              address(local[0]),
              Integer.parseInt(local[1], 16),
              Long.parseLong(fields[7]),
              Long.parseLong(fields[9])));
    } catch (NumberFormatException | UnknownHostException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Words of four bytes in hexadecimal digits, each as the processor has it. */
  private static InetAddress address(String digits) throws UnknownHostException {
    ByteBuffer bytes = ByteBuffer.allocate(digits.length() / 2).order(ByteOrder.nativeOrder());
    for (int at = 0; at < digits.length(); at += 8) {
      bytes.putInt(Integer.parseUnsignedInt(digits.substring(at, at + 8), 16));
    }
    return InetAddress.getByAddress(bytes.array());
  }
}
