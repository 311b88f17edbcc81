package io.banyan.runtime.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks servers through sockets that do not block: one thread for all questions, there only while
 * something is asked.
 */
public final class SocketProbes implements RemoteProbes {

  private static final Logger LOG = LoggerFactory.getLogger(SocketProbes.class);

  private final Duration idle;
  private final Names names = new Names();
  private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
  private final Selector selector;
  private boolean running;
  private boolean closed;

  /** Something for the thread to do. */
  @FunctionalInterface
  interface Task {
    void run(Selector selector);
  }

  public SocketProbes() {
    this(Duration.ofSeconds(5));
  }

  /**
   * @param idle the thread leaves when there was no question for so long
   */
  SocketProbes(Duration idle) {
    this.idle = idle;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Attempt ask(Probe.Remote probe, Consumer<ProbeResult> told) {
    SocketAttempt attempt = new SocketAttempt(probe, told);
    names.find(probe.endpoint().host(), found -> submit(thread -> attempt.begin(found, thread)));
    return () -> submit(thread -> attempt.close());
  }

  @Override
  public synchronized void close() {
    closed = true;
    names.close();
    if (running) {
      selector.wakeup();
    } else {
      free();
    }
  }

  private synchronized void submit(Task task) {
    if (closed) {
      return;
    }
    tasks.add(task);
    if (running) {
      selector.wakeup();
    } else {
      running = true;
      Thread thread = new Thread(this::run, "banyan-probes");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    try {
      while (goOn()) {
        // Before the first wait, too: what began this thread has woken nobody.
        boolean worked = runTasks();
        int ready = selector.select(this::serve, idle.toMillis());
        if (ready == 0 && !worked && isDone()) {
          return;
        }
      }
    } catch (IOException e) {
      LOG.error("Servers cannot be asked any more", e);
    }
    end();
  }

  private boolean runTasks() {
    boolean worked = false;
    for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
      worked = true;
      task.run(selector);
    }
    return worked;
  }

  private void serve(SelectionKey key) {
    ((SocketAttempt) key.attachment()).serve(key);
  }

  private synchronized boolean goOn() {
    return !closed;
  }

  /** Nothing is asked, and nothing is about to be: the next question brings another thread. */
  private synchronized boolean isDone() {
    boolean done = tasks.isEmpty() && selector.keys().isEmpty() && !closed;
    running = !done;
    return done;
  }

  private synchronized void end() {
    List.copyOf(selector.keys()).forEach(key -> ((SocketAttempt) key.attachment()).close());
    closed = true;
    free();
  }

  private void free() {
    try {
      selector.close();
    } catch (IOException e) {
      LOG.debug("A selector was not closed", e);
    }
  }
}
