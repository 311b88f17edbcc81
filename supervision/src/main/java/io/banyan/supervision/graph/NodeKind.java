package io.banyan.supervision.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a node of the graph is. */
public enum NodeKind {
  SUPERVISOR,
  /** A process that is meant to run on. */
  DAEMON,
  /** A process that is meant to end. */
  TASK,
  /** An ordinary actor. */
  ACTOR,
  /** An actor that hands tasks to workers. */
  POOL,
  /** An actor that keeps tasks until they are done. */
  QUEUE,
  /** An actor that does something again and again. */
  PERIODIC,
  /** Something outside the tree that monitors children of it. */
  OBSERVER;

  /** As documents spell it: {@code supervisor}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #text}. */
  public static Optional<NodeKind> parse(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }
}
