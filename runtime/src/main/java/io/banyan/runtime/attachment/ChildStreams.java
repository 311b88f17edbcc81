package io.banyan.runtime.attachment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who uses the streams of one child, over all its incarnations. Safe from any thread. */
final class ChildStreams {

  private final String name;
  private final List<Use> uses = new ArrayList<>();
  private @Nullable IncarnationStreams newest;

  /** Some streams, and who uses them. */
  record Use(Set<StandardStream> streams, StreamUser user) {}

  ChildStreams(String name) {
    this.name = name;
  }

  Attachment attach(Use use) {
    Seat seat;
    synchronized (this) {
      use.streams().forEach(this::refuseTaken);
      uses.add(use);
      seat = newest == null ? null : newest.seat(use);
    }
    if (seat != null) {
      // Not while the child is locked: this calls others.
      seat.catchUp();
    }
    return () -> detach(use);
  }

  synchronized IncarnationStreams begin(int incarnation, Map<StandardStream, String> obstacles) {
    IncarnationStreams streams = new IncarnationStreams(incarnation, obstacles);
    uses.forEach(streams::seat);
    newest = streams;
    return streams;
  }

  synchronized boolean isUnused() {
    return uses.isEmpty();
  }

  private void detach(Use use) {
    IncarnationStreams current;
    synchronized (this) {
      // By identity: equal uses cannot be there twice, but after this one another may come.
      uses.removeIf(some -> some == use);
      current = newest;
    }
    if (current != null) {
      current.leave(use);
    }
  }

  private void refuseTaken(StandardStream stream) {
    if (uses.stream().anyMatch(use -> use.streams().contains(stream))) {
      throw new IllegalStateException("the " + stream.text() + " of " + name + " is in use");
    }
  }
}
