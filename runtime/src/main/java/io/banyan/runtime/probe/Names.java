package io.banyan.runtime.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds the addresses of hosts. Only for names that have to be asked for are there threads, a few,
 * because that can take as long as it likes; when all hang, other names wait.
 */
final class Names implements AutoCloseable {

  private static final int THREADS = 4;
  private static final int IDLE_SECONDS = 10;
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|\\d?\\d)";
  private static final Pattern ADDRESS =
      Pattern.compile("(" + OCTET + "\\.){3}" + OCTET + "|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(%.+)?");

  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Names::thread,
          new ThreadPoolExecutor.DiscardPolicy());

  Names() {
    executor.allowCoreThreadTimeOut(true);
  }

  /** Tells all addresses of a host, at once where none has to be asked for; none when unknown. */
  void find(String host, Consumer<List<InetAddress>> told) {
    if (host.equalsIgnoreCase("localhost")) {
      // Both, whatever the system says: RFC 6761.
      List<InetAddress> both = new ArrayList<>(resolve("127.0.0.1"));
      both.addAll(resolve("::1"));
      told.accept(both);
    } else if (ADDRESS.matcher(host).matches()) {
      told.accept(resolve(host));
    } else {
      executor.execute(() -> told.accept(resolve(host)));
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static List<InetAddress> resolve(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException unknown) {
      return List.of();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "banyan-probe-names");
    thread.setDaemon(true);
    return thread;
  }
}
