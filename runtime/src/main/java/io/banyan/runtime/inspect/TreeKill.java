package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Signals a process and all its descendants, children before their parents, and kills who does not
 * end of it. Every signal goes to one process whose start time is checked, never to a reused pid or
 * a group's number.
 *
 * <p>Used once, by one thread, which it blocks.
 */
public final class TreeKill {

  /** Members fork while they are signalled; each round reaches those of the one before. */
  private static final int ROUNDS = 32;

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

  /** What asks a process to end and nothing else: after these, who stays is killed. */
  private static final Set<Signal> ENDING =
      Set.of(Signal.TERM, Signal.INT, Signal.QUIT, Signal.KILL);

  private final ProcessInspector inspector;
  private final Signaller signaller;
  private final Waiting waiting;
  private final Set<ProcessIdentity> family = new LinkedHashSet<>();
  private final Map<ProcessIdentity, String> refusals = new LinkedHashMap<>();

  /** Sends signals. */
  public interface Signaller {

    /** Signals a process only if it is still the same. */
    SignalOutcome signal(ProcessIdentity process, Signal signal);
  }

  /** Time, as it is for whoever kills. */
  public interface Waiting {

    /** Nanoseconds of a clock that never goes back. */
    long nanoTime();

    /** Lets about so much time pass. */
    void pause(Duration time);

    /** That of the system. */
    static Waiting ofSystem() {
      return new SystemWaiting();
    }
  }

  /**
   * What came of it.
   *
   * @param signalled all that were reached, in this order
   * @param killed those of them that took KILL after the grace time
   * @param left those that still live though they should not
   * @param refusals why some could not be signalled
   */
  public record Result(
      List<ProcessIdentity> signalled,
      List<ProcessIdentity> killed,
      List<ProcessIdentity> left,
      Map<ProcessIdentity, String> refusals) {}

  /**
   * @param signaller such as {@link io.banyan.runtime.engine.ProcessEngine#signal}
   */
  public TreeKill(ProcessInspector inspector, Signaller signaller, Waiting waiting) {
    this.inspector = inspector;
    this.signaller = signaller;
    this.waiting = waiting;
  }

  /**
   * Does it. Nothing is signalled when the root is gone.
   *
   * @param signal one that ends processes is followed by KILL; any other is just sent
   * @param grace from the signal to KILL
   */
  public Result kill(ProcessIdentity root, Signal signal, Duration grace) {
    family.add(root);
    List<ProcessIdentity> signalled = signalAll(signal);
    if (!ENDING.contains(signal)) {
      return new Result(signalled, List.of(), List.of(), refusals);
    }
    awaitEnd(signal == Signal.KILL ? KILL_LIMIT : grace);
    List<ProcessIdentity> killed = List.of();
    if (signal != Signal.KILL && !living().isEmpty()) {
      killed = signalAll(Signal.KILL);
      awaitEnd(KILL_LIMIT);
    }
    return new Result(signalled, killed, living(), refusals);
  }

  /** Until a look finds nobody who has not been signalled. */
  private List<ProcessIdentity> signalAll(Signal signal) {
    Set<ProcessIdentity> tried = new LinkedHashSet<>();
    List<ProcessIdentity> reached = new ArrayList<>();
    boolean fresh = true;
    for (int round = 0; round < ROUNDS && fresh; round++) {
      fresh = false;
      for (ProcessSummary member : members()) {
        if (tried.add(member.identity())) {
          fresh = true;
          if (signal(member, signal)) {
            reached.add(member.identity());
          }
        }
      }
    }
    return reached;
  }

  private boolean signal(ProcessSummary member, Signal signal) {
    SignalOutcome outcome = signaller.signal(member.identity(), signal);
    if (outcome instanceof SignalOutcome.Refused refused) {
      refusals.put(member.identity(), refused.reason());
    }
    boolean delivered = outcome instanceof SignalOutcome.Delivered;
    if (delivered && ENDING.contains(signal) && member.state().equals(ProcessSummary.STOPPED)) {
      // It would not act on it before.
      signaller.signal(member.identity(), Signal.CONT);
    }
    return delivered;
  }

  /** Who lives of all that were met, and of their descendants since; children first. */
  private List<ProcessSummary> members() {
    ProcessSearch search = new ProcessSearch(inspector.all());
    Map<ProcessIdentity, ProcessSummary> members = new LinkedHashMap<>();
    for (ProcessIdentity known : List.copyOf(family)) {
      search.childrenFirst(known).forEach(one -> members.putIfAbsent(one.identity(), one));
    }
    family.addAll(members.keySet());
    return members.values().stream().filter(ProcessSummary::alive).toList();
  }

  private List<ProcessIdentity> living() {
    return members().stream().map(ProcessSummary::identity).toList();
  }

  private void awaitEnd(Duration limit) {
    long start = waiting.nanoTime();
    while (!living().isEmpty() && waiting.nanoTime() - start < limit.toNanos()) {
      waiting.pause(LOOK);
    }
  }
}
