package io.banyan.testkit;

import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Looks at the facts of a tree, in their order. Every expectation that is met moves on to what came
 * after it; what was skipped on the way cannot be expected any more, only seen in {@link #all}.
 *
 * <pre>{@code
 * events.expectEvent(Ended.class, "database");
 * events.expectEvent(Restarting.class, "database");
 * events.expectNoEvent(Ended.class, "web");
 * }</pre>
 *
 * <p>A child is meant by its id or its path in the tree, the root by {@code /}. Safe from any
 * thread.
 */
public final class EventProbe {

  /** How many events a failure shows at most. */
  private static final int SHOWN = 40;

  private final List<RecordedEvent> events = new ArrayList<>();
  private final Duration patience;
  private final Runnable settle;
  private int next;

  private EventProbe(Duration patience, Runnable settle) {
    this.patience = patience;
    this.settle = settle;
  }

  /**
   * Of a tree that runs in real time, from the next fact on.
   *
   * @param patience how long an expectation waits for its event
   */
  public static EventProbe of(EventHub hub, Duration patience) {
    return subscribed(hub, new EventProbe(patience, () -> {}));
  }

  /** Of a tree whose time stands still: what does not come without time passing, does not come. */
  static EventProbe settled(EventHub hub, Runnable settle) {
    return subscribed(hub, new EventProbe(Duration.ZERO, settle));
  }

  private static EventProbe subscribed(EventHub hub, EventProbe probe) {
    hub.subscribe(probe::add);
    return probe;
  }

  private synchronized void add(RecordedEvent event) {
    events.add(event);
    notifyAll();
  }

  /**
   * The next event of this type about this child.
   *
   * @throws AssertionError when there is none; tells what came instead
   */
  public <E extends ProcessEvent> E expectEvent(Class<E> type, String idOrPath) {
    return expectEvent(type, idOrPath, any -> true);
  }

  /** The next event of this type about this child that is as wanted. */
  public <E extends ProcessEvent> E expectEvent(
      Class<E> type, String idOrPath, Predicate<? super E> wanted) {
    settle.run();
    long end = System.nanoTime() + patience.toNanos();
    synchronized (this) {
      for (int i = next; ; i++) {
        if (i == events.size() && !awaitMore(i, end)) {
          throw new AssertionError(
              "expected %s of %s; %s".formatted(type.getSimpleName(), idOrPath, instead()));
        }
        Optional<E> found = as(type, idOrPath, events.get(i)).filter(wanted);
        if (found.isPresent()) {
          next = i + 1;
          return found.get();
        }
      }
    }
  }

  /**
   * That no event of this type about this child came after the last expected one.
   *
   * @throws AssertionError when there is one
   */
  public void expectNoEvent(Class<? extends ProcessEvent> type, String idOrPath) {
    refuse(
        event -> as(type, idOrPath, event).isPresent(),
        "expected no %s of %s; %s".formatted(type.getSimpleName(), idOrPath, "%s"));
  }

  /** That nothing at all came after the last expected event. */
  public void expectNoEvent() {
    refuse(event -> true, "expected nothing; %s");
  }

  private void refuse(Predicate<RecordedEvent> unwanted, String message) {
    settle.run();
    synchronized (this) {
      if (events.subList(next, events.size()).stream().anyMatch(unwanted)) {
        throw new AssertionError(message.formatted(instead()));
      }
    }
  }

  /** Leaves out everything so far. */
  public void skipAll() {
    settle.run();
    synchronized (this) {
      next = events.size();
    }
  }

  /** Every event about this child so far, in order. */
  public List<ProcessEvent> eventsOf(String idOrPath) {
    return all().stream().filter(event -> isAbout(idOrPath, event)).toList();
  }

  /** Every event of this type so far, in order. */
  public <E extends ProcessEvent> List<E> eventsOf(Class<E> type) {
    return all().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Every event so far, in order. */
  public List<ProcessEvent> all() {
    settle.run();
    synchronized (this) {
      return events.stream().map(RecordedEvent::event).toList();
    }
  }

  private boolean awaitMore(int known, long end) {
    while (events.size() == known) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private String instead() {
    List<RecordedEvent> came = events.subList(next, events.size());
    if (came.isEmpty()) {
      return "nothing came after " + (next == 0 ? "the beginning" : line(events.get(next - 1)));
    }
    String lines =
        came.stream().limit(SHOWN).map(event -> "\n  " + line(event)).collect(Collectors.joining());
    return "what came instead:"
        + lines
        + (came.size() > SHOWN ? "\n  and %d more".formatted(came.size() - SHOWN) : "");
  }

  private static String line(RecordedEvent recorded) {
    return "#%d %s %s".formatted(recorded.sequence(), recorded.time(), recorded.event());
  }

  private static <E extends ProcessEvent> Optional<E> as(
      Class<E> type, String idOrPath, RecordedEvent recorded) {
    ProcessEvent event = recorded.event();
    return type.isInstance(event) && isAbout(idOrPath, event)
        ? Optional.of(type.cast(event))
        : Optional.empty();
  }

  private static boolean isAbout(String idOrPath, ProcessEvent event) {
    return event.path().text().equals(idOrPath) || event.path().id().equals(idOrPath);
  }
}
