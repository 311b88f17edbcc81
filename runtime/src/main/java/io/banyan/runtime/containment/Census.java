package io.banyan.runtime.containment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds every process that carries the cookie of this runtime, or of those before it whose
 * processes it has. An environment is read once for each process: who is a stranger stays one, and
 * who is ours stays ours, also when it executes another program with other variables. What is older
 * than the runtime cannot be ours.
 *
 * <p>Used by one thread.
 */
final class Census {

  /** An {@code exec} is between two environments for less than this many looks. */
  private static final int LOOKS = 20;

  private final ProcessTable table;
  private final Set<RuntimeCookie> cookies;
  private final Origin runtime;
  private final Runnable shortPause;
  private Map<Long, Known> known = new HashMap<>();

  /**
   * The process that launches.
   *
   * @param startTime in the unit of {@link io.banyan.runtime.engine.ProcessIdentity}
   */
  record Origin(long pid, long startTime) {}

  private record Known(long startTime, Optional<Marks> marks) {}

  /**
   * @param shortPause lets about a millisecond pass
   */
  Census(ProcessTable table, Set<RuntimeCookie> cookies, Origin runtime, Runnable shortPause) {
    this.table = table;
    this.cookies = Set.copyOf(cookies);
    this.runtime = runtime;
    this.shortPause = shortPause;
  }

  /** One pass over all processes, those included that are declared to be left. */
  List<Carrier> take() {
    Map<Long, Known> met = new HashMap<>();
    List<Carrier> carriers = new ArrayList<>();
    for (long pid : table.pids()) {
      Optional<ProcessTable.Facts> facts = table.facts(pid).filter(this::mayBeOurs);
      if (facts.isPresent()) {
        Known one = know(facts.get());
        if (mayBeRemembered(facts.get(), one)) {
          met.put(pid, one);
        }
        one.marks().map(marks -> carrier(facts.get(), marks)).ifPresent(carriers::add);
      }
    }
    known = met;
    return carriers;
  }

  private boolean mayBeOurs(ProcessTable.Facts facts) {
    return facts.alive()
        && !facts.kernelThread()
        && facts.identity().startTime() >= runtime.startTime()
        && facts.identity().pid() != runtime.pid();
  }

  /** A child of the runtime has the runtime's own environment until its {@code exec}. */
  private boolean mayBeRemembered(ProcessTable.Facts facts, Known one) {
    return one.marks().isPresent() || facts.parent() != runtime.pid();
  }

  private Known know(ProcessTable.Facts facts) {
    long pid = facts.identity().pid();
    Known before = known.get(pid);
    if (before != null && before.startTime() == facts.identity().startTime()) {
      return before;
    }
    return new Known(facts.identity().startTime(), read(pid));
  }

  private Optional<Marks> read(long pid) {
    Optional<byte[]> environment = table.environment(pid);
    for (int i = 1; i < LOOKS && environment.isPresent() && environment.get().length == 0; i++) {
      shortPause.run();
      environment = table.environment(pid);
    }
    return environment.flatMap(bytes -> Marks.of(bytes, cookies));
  }

  private static Carrier carrier(ProcessTable.Facts facts, Marks marks) {
    return new Carrier(
        facts.identity(), marks.incarnation(), facts.suspended(), marks.left(), marks.adoptable());
  }
}
