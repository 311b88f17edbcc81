package io.banyan.runtime.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One question to one server: connects to the first of its addresses that accepts, and for HTTP
 * goes on until the status is known. Used by the thread of the selector alone.
 */
final class SocketAttempt {

  /** So much of a body is read and thrown away, so that the server does not see an error. */
  private static final int MAX_BODY = 1 << 20;

  private final Probe.Remote probe;
  private final Consumer<ProbeResult> told;
  private final Deque<InetAddress> addresses = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(4096);
  private @Nullable SocketChannel channel;
  private @Nullable Exchange exchange;
  private boolean answered;
  private boolean closed;

  /** What is still to be written, and what is being read. */
  private static final class Exchange {
    private final ByteBuffer request;
    private final StatusLine status;
    private int body;

    Exchange(Probe.Http probe) {
      request = StatusLine.request(probe);
      status = new StatusLine(probe);
    }
  }

  SocketAttempt(Probe.Remote probe, Consumer<ProbeResult> told) {
    this.probe = probe;
    this.told = told;
  }

  /**
   * Connects.
   *
   * @param found the addresses of its host; none when it is unknown
   */
  void begin(List<InetAddress> found, Selector selector) {
    if (found.isEmpty()) {
      finish(new ProbeResult.Failed("unknown host " + probe.endpoint().host()));
      return;
    }
    addresses.addAll(found);
    connectNext(selector);
  }

  /** Something can be done without waiting. */
  void serve(SelectionKey key) {
    if (!key.isValid() || closed) {
      return;
    }
    try {
      if (key.isConnectable()) {
        connected(key);
      } else if (key.isWritable()) {
        write(key);
      } else if (key.isReadable()) {
        read(key);
      }
    } catch (IOException failed) {
      failed(failed, key.selector());
    }
  }

  /** Breaks off. */
  void close() {
    closed = true;
    closeChannel();
  }

  private void connectNext(Selector selector) {
    InetAddress address = addresses.poll();
    if (address == null || closed) {
      return;
    }
    try {
      SocketChannel opened = SocketChannel.open();
      channel = opened;
      opened.configureBlocking(false);
      boolean done = opened.connect(new InetSocketAddress(address, probe.endpoint().port()));
      SelectionKey key = opened.register(selector, done ? 0 : SelectionKey.OP_CONNECT, this);
      if (done) {
        established(key);
      }
    } catch (IOException | UnsupportedOperationException failed) {
      failed(failed, selector);
    }
  }

  private void connected(SelectionKey key) throws IOException {
    if (((SocketChannel) key.channel()).finishConnect()) {
      established(key);
    }
  }

  private void established(SelectionKey key) {
    addresses.clear();
    if (probe instanceof Probe.Http http) {
      exchange = new Exchange(http);
      key.interestOps(SelectionKey.OP_WRITE);
    } else {
      finish(new ProbeResult.Passed());
    }
  }

  private void write(SelectionKey key) throws IOException {
    if (exchange != null) {
      ((SocketChannel) key.channel()).write(exchange.request);
      if (!exchange.request.hasRemaining()) {
        key.interestOps(SelectionKey.OP_READ);
      }
    }
  }

  private void read(SelectionKey key) throws IOException {
    int count = ((SocketChannel) key.channel()).read(buffer.clear());
    if (exchange == null) {
      return;
    }
    if (count < 0) {
      finish(exchange.status.end());
      return;
    }
    if (!answered) {
      Optional<ProbeResult> result = exchange.status.read(buffer.flip());
      result.ifPresent(this::answer);
    }
    exchange.body += count;
    if (exchange.body > MAX_BODY) {
      close();
    }
  }

  private void failed(Exception failed, Selector selector) {
    closeChannel();
    if (addresses.isEmpty()) {
      finish(new ProbeResult.Failed(probe.endpoint() + ": " + words(failed)));
    } else {
      connectNext(selector);
    }
  }

  private static String words(Exception failed) {
    String message = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
    return failed instanceof ConnectException && message.contains("refused")
        ? "connection refused"
        : message;
  }

  private void finish(ProbeResult result) {
    answer(result);
    close();
  }

  private void answer(ProbeResult result) {
    if (!answered && !closed) {
      answered = true;
      told.accept(result);
    }
  }

  private void closeChannel() {
    SocketChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It is of no use any more in any case.
        return;
      }
    }
  }
}
