package io.banyan.runtime.limits;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks into {@code /proc}. */
final class ProcSampler implements ProcessSampler {

  private static final Path PROC = Path.of("/proc");
  private static final int STAT_BYTES = 1024;
  private static final long DEFAULT_PAGE = 4096;
  private static final long AT_PAGESZ = 6;

  /** At most one part in this many of the thread's time goes into looking. */
  private static final long PATIENCE = 20;

  private final byte[] buffer = new byte[STAT_BYTES];
  private final long pageBytes = pageBytes();
  private ProcessTable last = new ProcessTable(List.of());
  private long validUntil = System.nanoTime();

  @Override
  public ProcessTable table() {
    long start = System.nanoTime();
    if (start - validUntil >= 0) {
      last = read();
      long end = System.nanoTime();
      validUntil = end + (end - start) * PATIENCE;
    }
    return last;
  }

  /**
   * First by resident pages, which count what is shared once for each who shares it. Only when that
   * is too much are the processes asked for their exact part, which is expensive.
   */
  @Override
  public long memory(List<ProcessTable.Row> processes, long limit) {
    long resident = processes.stream().mapToLong(ProcessTable.Row::rssPages).sum() * pageBytes;
    return resident <= limit || processes.size() == 1
        ? resident
        : processes.stream().mapToLong(this::share).sum();
  }

  private ProcessTable read() {
    String[] names = PROC.toFile().list((proc, name) -> Character.isDigit(name.charAt(0)));
    List<ProcessTable.Row> rows = new ArrayList<>();
    for (String name : names == null ? new String[0] : names) {
      stat(name).flatMap(ProcessTable.Row::parse).ifPresent(rows::add);
    }
    return new ProcessTable(rows);
  }

  private Optional<String> stat(String name) {
    try (InputStream in = new FileInputStream("/proc/" + name + "/stat")) {
      int length = Math.max(0, in.read(buffer));
      return Optional.of(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private long share(ProcessTable.Row process) {
    try {
      Path file = PROC.resolve(Long.toString(process.pid())).resolve("smaps_rollup");
      return parseShare(Files.readString(file, StandardCharsets.ISO_8859_1))
          .orElse(process.rssPages() * pageBytes);
    } catch (IOException forbidden) {
      return process.rssPages() * pageBytes;
    }
  }

  /** {@code Pss: 1234 kB}. */
  static Optional<Long> parseShare(String rollup) {
    return rollup
        .lines()
        .filter(line -> line.startsWith("Pss:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst();
  }

  /** From the auxiliary vector, which the kernel hands to every program: pairs of words. */
  private static long pageBytes() {
    try {
      ByteBuffer words =
          ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/auxv")))
              .order(ByteOrder.nativeOrder());
      while (words.remaining() >= 2 * Long.BYTES) {
        long key = words.getLong();
        long value = words.getLong();
        if (key == AT_PAGESZ) {
          return value;
        }
      }
    } catch (IOException unreadable) {
      // Then the most common one.
    }
    return DEFAULT_PAGE;
  }
}
