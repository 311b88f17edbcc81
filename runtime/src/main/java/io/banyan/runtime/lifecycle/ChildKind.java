package io.banyan.runtime.lifecycle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a child of the tree is. */
public enum ChildKind {
  /** A process that is meant to run on. */
  DAEMON,
  /** A process that is meant to end. */
  TASK,
  /** An ordinary actor. */
  ACTOR,
  SUPERVISOR,
  /** An actor that hands tasks to workers. */
  POOL,
  /** An actor that keeps tasks until they are done. */
  QUEUE,
  /** An actor that does something again and again. */
  PERIODIC;

  /** The kind of an actor with this role, which is spelt like the kind it makes. */
  static ChildKind ofActor(Optional<String> role) {
    return role.flatMap(text -> ROLES.stream().filter(kind -> kind.text().equals(text)).findFirst())
        .orElse(ACTOR);
  }

  private static final List<ChildKind> ROLES = List.of(POOL, QUEUE, PERIODIC);

  /** As documents spell it: {@code supervisor}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
