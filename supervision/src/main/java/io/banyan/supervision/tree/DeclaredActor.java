package io.banyan.supervision.tree;

import io.banyan.supervision.actor.ActorDefinition;
import io.banyan.supervision.spec.ChildDefinition;
import java.util.List;

/**
 * An actor that a file can declare: plain values, best a record, of which each incarnation's
 * behavior is made when it is known where it is going to live. Two declarations with equal values
 * are the same child to a reload, which leaves it alone; with others it is restarted.
 */
public interface DeclaredActor extends ChildDefinition.ActorChild {

  /**
   * The actor itself. Called for each incarnation, in the thread of its supervisor: it must not
   * block. How long it may take to end is said by {@link #shutdown} alone.
   */
  ActorDefinition<?> in(Surroundings here);

  /**
   * The keys, as configuration calls them, in which it differs from another one that was declared
   * under the same id; told of a reload. Not empty when they are not equal.
   */
  default List<String> differences(DeclaredActor before) {
    return equals(before) ? List.of() : List.of(role().orElse("settings"));
  }

  @Override
  default ChildDefinition forChild(String template, String id, List<String> arguments) {
    throw new IllegalArgumentException("what a section declares is no template");
  }
}
