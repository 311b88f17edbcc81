package io.banyan.supervision.dependency;

import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.lifecycle.ChildKind;
import io.banyan.supervision.spec.Dependency;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the current incarnation of a child has come to, as far as others depend on it. It keeps what
 * it has come to until it is asked to end or has ended: losing its readiness for a while takes
 * nothing from those who depend on it. A task that has succeeded keeps it for good.
 *
 * @param incarnation the current one; 0 before the first
 * @param alive about to be launched, and not ended
 * @param reached states it has come to
 * @param lines expressions that were found in its lines
 */
record Standing(
    ChildKind kind,
    int incarnation,
    boolean alive,
    Set<Dependency.State> reached,
    Set<String> lines) {

  private static final Set<Dependency.State> BEGUN = Set.of(Dependency.State.STARTED);
  private static final Set<Dependency.State> UP =
      Set.of(Dependency.State.STARTED, Dependency.State.READY);

  static final Standing UNKNOWN = new Standing(ChildKind.DAEMON, 0, false, Set.of(), Set.of());

  Standing {
    reached = Set.copyOf(reached);
    lines = Set.copyOf(lines);
  }

  /** Written out, as it is asked at every fact: what a record makes needs the second compiler. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Standing standing
        && kind == standing.kind
        && incarnation == standing.incarnation
        && alive == standing.alive
        && reached.equals(standing.reached)
        && lines.equals(standing.lines);
  }

  @Override
  public int hashCode() {
    return 31 * incarnation + reached.hashCode() + lines.hashCode();
  }

  boolean holds(Dependency.Condition condition) {
    if (condition instanceof Dependency.LogLine line) {
      return lines.contains(line.regex());
    }
    return condition instanceof Dependency.State state && reached.contains(state);
  }

  Standing after(ProcessEvent event) {
    if (event instanceof ProcessEvent.ProcessDeclared declared) {
      return of(declared.task() ? ChildKind.TASK : ChildKind.DAEMON);
    } else if (event instanceof ProcessEvent.SupervisorDeclared) {
      return of(ChildKind.SUPERVISOR);
    } else if (event instanceof ProcessEvent.Undeclared) {
      return UNKNOWN;
    } else if (event instanceof ProcessEvent.Starting starting) {
      return begun(starting.incarnation());
    } else if (event instanceof ProcessEvent.Adopted adopted) {
      return begun(adopted.incarnation()).with(BEGUN);
    } else if (event instanceof ProcessEvent.Launched) {
      return with(BEGUN);
    } else if (event instanceof ProcessEvent.Ready) {
      return with(UP);
    } else if (event instanceof ProcessEvent.Stopping) {
      return new Standing(kind, incarnation, alive, Set.of(), Set.of());
    } else if (event instanceof ProcessEvent.Ended ended) {
      return over(ended.outcome());
    }
    return this;
  }

  /** A line of this incarnation matched; one of an older incarnation says nothing. */
  Standing afterLine(int ofIncarnation, String regex) {
    if (ofIncarnation != incarnation || !alive) {
      return this;
    }
    Set<String> found = new HashSet<>(lines);
    found.add(regex);
    return new Standing(kind, incarnation, alive, reached, found);
  }

  private Standing of(ChildKind what) {
    return new Standing(what, incarnation, alive, reached, lines);
  }

  /** A supervisor has nothing to launch. */
  private Standing begun(int next) {
    Standing begun = new Standing(kind, next, true, Set.of(), Set.of());
    return kind == ChildKind.SUPERVISOR ? begun.with(BEGUN) : begun;
  }

  private Standing over(Outcome outcome) {
    if (kind != ChildKind.TASK || outcome != Outcome.EXITED) {
      return new Standing(kind, incarnation, false, Set.of(), Set.of());
    }
    return new Standing(kind, incarnation, false, EnumSet.allOf(Dependency.State.class), lines);
  }

  private Standing with(Set<Dependency.State> states) {
    if (reached.containsAll(states)) {
      return this;
    }
    Set<Dependency.State> all = new HashSet<>(reached);
    all.addAll(states);
    return new Standing(kind, incarnation, alive, all, lines);
  }
}
