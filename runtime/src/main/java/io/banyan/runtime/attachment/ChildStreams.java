package io.banyan.runtime.attachment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who uses the streams of one child, over all its incarnations. Safe from any thread. */
final class ChildStreams {

  private final String name;
  private final List<Use> uses = new ArrayList<>();
  private @Nullable IncarnationStreams newest;
  // The child is none any more, but somebody waits for another of that name.
  private boolean forgotten;
  // Nobody comes back to this.
  private boolean over;

  /** Some streams, and who uses them. Equal to itself alone. */
  static final class Use {
    private final Set<StandardStream> streams;
    private final StreamUser user;

    Use(Set<StandardStream> streams, StreamUser user) {
      this.streams = Set.copyOf(streams);
      this.user = user;
    }

    Set<StandardStream> streams() {
      return streams;
    }

    StreamUser user() {
      return user;
    }
  }

  ChildStreams(String name) {
    this.name = name;
  }

  /**
   * Gives these streams to this use. False when this is over: there is another for the child.
   *
   * @throws IllegalStateException when somebody else has one of them
   */
  synchronized boolean attach(Use use) {
    if (over) {
      return false;
    }
    use.streams().forEach(this::refuseTaken);
    uses.add(use);
    if (newest != null) {
      newest.seat(use);
    }
    return true;
  }

  /** Tells who has just attached what has happened so far. */
  void catchUp(Use use) {
    IncarnationStreams current = current();
    if (current != null) {
      current.catchUp(use);
    }
  }

  /** A new incarnation; empty when this is over: there is another for the child. */
  synchronized Optional<IncarnationStreams> begin(
      int incarnation, Map<StandardStream, String> obstacles) {
    if (over) {
      return Optional.empty();
    }
    forgotten = false;
    IncarnationStreams streams = new IncarnationStreams(incarnation, obstacles);
    uses.forEach(streams::seat);
    newest = streams;
    return Optional.of(streams);
  }

  void detach(Use use) {
    IncarnationStreams current;
    synchronized (this) {
      uses.remove(use);
      over |= forgotten && uses.isEmpty();
      current = newest;
    }
    if (current != null) {
      current.leave(use);
    }
  }

  /** The child is none any more. Whether this is over; else that is so when nobody uses it. */
  synchronized boolean forget() {
    forgotten = true;
    over = uses.isEmpty();
    return over;
  }

  synchronized boolean isOver() {
    return over;
  }

  private synchronized @Nullable IncarnationStreams current() {
    return newest;
  }

  private void refuseTaken(StandardStream stream) {
    if (uses.stream().anyMatch(use -> use.streams().contains(stream))) {
      throw new IllegalStateException("the " + stream.text() + " of " + name + " is in use");
    }
  }
}
