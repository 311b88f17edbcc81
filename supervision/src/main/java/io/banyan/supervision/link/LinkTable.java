package io.banyan.supervision.link;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.process.Incarnation;
import io.banyan.supervision.registry.Departure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is linked with whom, and who has to crash with whom. A link ties two incarnations: it is gone
 * with either. A declared link ties each next pair anew, as soon as both are up.
 *
 * <p>When one fails, everybody that can be reached from it over links is doomed at once, with the
 * failure of the first as the reason. Who is doomed is never tied anew and dooms nobody again, so
 * that a crash goes round every circle exactly once. Who is being stopped is on its way to a normal
 * end: it is neither doomed nor a bridge to others.
 *
 * <p>Used by one thread at a time.
 */
public final class LinkTable {

  /** An incarnation that is up. */
  private static final class Up {
    private final int number;
    private final Set<ChildPath> links = new HashSet<>();
    private boolean stopping;
    private boolean doomed;

    private Up(int number) {
      this.number = number;
    }

    private boolean isLeaving() {
      return stopping || doomed;
    }
  }

  private final Map<ChildPath, Set<ChildPath>> declared = new HashMap<>();
  private final Map<ChildPath, Up> up = new HashMap<>();

  /** Ties each next pair of incarnations of these two. */
  public void declare(LinkPair pair) {
    declared.computeIfAbsent(pair.one(), path -> new HashSet<>()).add(pair.other());
    declared.computeIfAbsent(pair.other(), path -> new HashSet<>()).add(pair.one());
  }

  /** No later incarnation of this one is tied by a declaration; those there are now stay tied. */
  public void withdraw(ChildPath path) {
    Set<ChildPath> others = declared.remove(path);
    if (others != null) {
      others.forEach(other -> declared.getOrDefault(other, new HashSet<>()).remove(path));
    }
  }

  /** An incarnation is up: its process exists, its supervisor is ready. May be told twice. */
  public void up(Incarnation incarnation) {
    Up before = up.get(incarnation.path());
    if (before != null && before.number >= incarnation.number()) {
      return;
    }
    up.put(incarnation.path(), new Up(incarnation.number()));
    for (ChildPath other : declared.getOrDefault(incarnation.path(), Set.of())) {
      Up there = up.get(other);
      if (there != null && !there.isLeaving()) {
        tie(incarnation.path(), other);
      }
    }
  }

  /** An incarnation is being stopped. */
  public void stopping(Incarnation incarnation) {
    Up one = at(incarnation);
    if (one != null) {
      one.stopping = true;
    }
  }

  /**
   * An incarnation has ended.
   *
   * @return who has to crash because of it
   */
  public List<Victim> ended(Departure departure) {
    Incarnation incarnation = departure.incarnation();
    Up one = at(incarnation);
    if (one == null) {
      return List.of();
    }
    if (one.links.isEmpty()) {
      up.remove(incarnation.path());
      return List.of();
    }
    List<Victim> victims =
        departure
            .reason()
            .filter(why -> departure.isFailure())
            .map(why -> doom(incarnation, why))
            .orElse(List.of());
    for (ChildPath other : remove(incarnation.path()).links) {
      Up there = up.get(other);
      if (there != null) {
        there.links.remove(incarnation.path());
      }
    }
    return victims;
  }

  /** Whether these two are tied now. */
  public boolean isTied(LinkPair pair) {
    Up one = up.get(pair.one());
    return one != null && one.links.contains(pair.other());
  }

  /** Ties the two that are up now. */
  public LinkResult link(LinkPair pair) {
    for (ChildPath path : List.of(pair.one(), pair.other())) {
      if (!up.containsKey(path)) {
        return new LinkResult.NotAlive(path);
      }
    }
    tie(pair.one(), pair.other());
    return new LinkResult.Linked();
  }

  /** Unties the two that are up now; a declared link comes back with the next pair. */
  public LinkResult unlink(LinkPair pair) {
    Up one = up.get(pair.one());
    Up other = up.get(pair.other());
    if (one == null || other == null || !one.links.remove(pair.other())) {
      return new LinkResult.NotLinked();
    }
    other.links.remove(pair.one());
    return new LinkResult.Unlinked();
  }

  /** All links that are in force now. */
  public Set<LinkPair> inForce() {
    Set<LinkPair> pairs = new HashSet<>();
    up.forEach((path, one) -> one.links.forEach(other -> pairs.add(new LinkPair(path, other))));
    return pairs;
  }

  private List<Victim> doom(Incarnation first, CrashReason why) {
    CrashReason.Linked reason =
        why instanceof CrashReason.Linked linked
            ? linked
            : new CrashReason.Linked(first.path(), why);
    List<Victim> victims = new ArrayList<>();
    Deque<ChildPath> next = new ArrayDeque<>(List.of(first.path()));
    while (!next.isEmpty()) {
      Up here = up.get(next.remove());
      for (ChildPath path : here == null ? Set.<ChildPath>of() : here.links) {
        Up there = up.get(path);
        if (there != null && !there.isLeaving() && !path.equals(first.path())) {
          there.doomed = true;
          victims.add(new Victim(new Incarnation(path, there.number), reason));
          next.add(path);
        }
      }
    }
    return victims;
  }

  private void tie(ChildPath one, ChildPath other) {
    Up here = up.get(one);
    Up there = up.get(other);
    if (here != null && there != null) {
      here.links.add(other);
      there.links.add(one);
    }
  }

  private Up remove(ChildPath path) {
    Up gone = up.remove(path);
    return gone == null ? new Up(0) : gone;
  }

  private @Nullable Up at(Incarnation incarnation) {
    Up one = up.get(incarnation.path());
    return one != null && one.number == incarnation.number() ? one : null;
  }
}
