package io.banyan.runtime.attachment;

import io.banyan.runtime.event.ChildPath;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Who uses which streams of the children of one runtime. Safe from any thread. */
public final class Attachments {

  private final Map<ChildPath, ChildStreams> children = new ConcurrentHashMap<>();

  /**
   * Attaches to streams of a child, which need not have been launched. One that runs is joined: of
   * its output, what comes from here on is seen.
   *
   * @throws IllegalStateException when somebody else has one of them
   */
  public Attachment attach(ChildPath child, Set<StandardStream> streams, StreamUser user) {
    ChildStreams.Use use = new ChildStreams.Use(streams, user);
    ChildStreams attached =
        with(child, some -> some.attach(use) ? Optional.of(some) : Optional.empty());
    // Not while the child is locked: this calls others.
    attached.catchUp(use);
    return () -> {
      attached.detach(use);
      children.computeIfPresent(
          child, (path, some) -> some.equals(attached) && some.isOver() ? null : some);
    };
  }

  /**
   * A new incarnation of a child, about to be launched.
   *
   * @param obstacles why streams of it cannot be used, for people
   */
  public IncarnationStreams begin(
      ChildPath child, int incarnation, Map<StandardStream, String> obstacles) {
    return with(child, some -> some.begin(incarnation, obstacles));
  }

  /** Forgets a child that is none any more, unless somebody waits for another of that name. */
  public void forget(ChildPath child) {
    children.computeIfPresent(child, (path, streams) -> streams.forget() ? null : streams);
  }

  /** Does this with the streams of a child; again if they are being forgotten at this moment. */
  private <R> R with(ChildPath child, Function<ChildStreams, Optional<R>> what) {
    while (true) {
      Optional<R> done =
          what.apply(
              Objects.requireNonNull(
                  children.computeIfAbsent(child, path -> new ChildStreams(path.text()))));
      if (done.isPresent()) {
        return done.get();
      }
    }
  }
}
