package io.banyan.cli.top;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.top.View.Pane;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks the runtime every now and then, and whenever it is told to, on threads of its own: one
 * looks, one operates, so that a process that is slow to stop does not stop the screen.
 */
final class Looker implements AutoCloseable {

  private final Feed feed;
  private final ScheduledExecutorService looks = daemon("banyan-top-looks");
  private final ScheduledExecutorService operations = daemon("banyan-top-operations");
  private final AtomicReference<Optional<Picture>> fresh = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<String>> said = new AtomicReference<>(Optional.empty());
  private volatile Picture last;
  private volatile Pane pane = new Pane.Processes();
  private volatile int logLines = 100;

  Looker(Feed feed) {
    this.feed = feed;
    last = Picture.blank(feed.runtime());
  }

  /** Begins to look. */
  void start(Duration interval) {
    var unused =
        looks.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Looks once more, soon. */
  void lookNow() {
    looks.execute(this::look);
  }

  /** What is in front now, and how many lines of a log can be seen. */
  void shows(Pane front, int lines) {
    pane = front;
    logLines = Math.max(1, lines);
  }

  void operate(Ask.Operate ask) {
    operations.execute(
        () -> {
          said.set(Optional.of(outcome(ask)));
          lookNow();
        });
  }

  /** What was seen since the last call. */
  Optional<Picture> fresh() {
    return fresh.getAndSet(Optional.empty());
  }

  /** What came of an operation since the last call. */
  Optional<String> said() {
    return said.getAndSet(Optional.empty());
  }

  @Override
  public void close() {
    looks.shutdownNow();
    operations.shutdownNow();
  }

  private String outcome(Ask.Operate ask) {
    try {
      return feed.operate(ask);
    } catch (CommandFailure e) {
      return ask.words() + ": " + e.getMessage();
    }
  }

  private void look() {
    String clock = LocalTime.now().truncatedTo(ChronoUnit.SECONDS).toString();
    try {
      List<Service> services = feed.services();
      List<String> logs = pane instanceof Pane.Logs of ? feed.logs(of.path(), logLines) : List.of();
      show(new Picture(feed.runtime(), services, logs, clock, Optional.empty()));
    } catch (CommandFailure e) {
      show(
          new Picture(
              last.runtime(),
              last.services(),
              last.logs(),
              clock,
              Optional.of(String.valueOf(e.getMessage()))));
      reconnect();
    }
  }

  private void show(Picture picture) {
    last = picture;
    fresh.set(Optional.of(picture));
  }

  private void reconnect() {
    try {
      feed.reconnect();
    } catch (CommandFailure stillNone) {
      // Told with the next look.
    }
  }

  private static ScheduledExecutorService daemon(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
