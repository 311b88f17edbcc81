package io.banyan.runtime.attachment;

import io.banyan.runtime.event.ChildPath;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
    return of(child).attach(new ChildStreams.Use(Set.copyOf(streams), user));
  }

  /**
   * A new incarnation of a child, about to be launched.
   *
   * @param obstacles why streams of it cannot be used, for people
   */
  public IncarnationStreams begin(
      ChildPath child, int incarnation, Map<StandardStream, String> obstacles) {
    return of(child).begin(incarnation, obstacles);
  }

  /** Forgets a child that is none any more, unless somebody waits for another of that name. */
  public void forget(ChildPath child) {
    children.computeIfPresent(child, (path, streams) -> streams.isUnused() ? null : streams);
  }

  private ChildStreams of(ChildPath child) {
    return Objects.requireNonNull(
        children.computeIfAbsent(child, path -> new ChildStreams(path.text())));
  }
}
