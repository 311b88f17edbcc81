package io.banyan.pool.periodic;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Calls code, each time in a thread of its own: it may block for as long as it likes, runs are few,
 * and a thread that belongs to nobody else can be interrupted without harm.
 */
record CallRunner(PeriodicCall call) implements Runner {

  @Override
  public Running start(String name, Consumer<Optional<String>> ended) {
    Thread thread = new Thread(() -> ended.accept(failure()), name);
    thread.setDaemon(true);
    thread.start();
    return thread::interrupt;
  }

  /** Whatever it throws must not be the end of the schedule. */
  private Optional<String> failure() {
    try {
      call.run();
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      return Optional.of("it was interrupted");
    } catch (Throwable thrown) {
      String message = thrown.getMessage();
      String type = thrown.getClass().getSimpleName();
      return Optional.of(message == null ? type : type + ": " + message);
    }
  }
}
