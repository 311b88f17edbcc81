package io.banyan.supervision.spec;

import java.util.List;

/**
 * What a dynamic supervisor starts its children from.
 *
 * @param child like each of them, but for its id, which is the stem of theirs
 * @param maxChildren how many there may be at a time, those that wait for their restart included;
 *     at least 1
 */
public record Template(ChildSpec child, int maxChildren) {

  /** As many as are asked for. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  public Template {
    if (maxChildren < 1) {
      throw new IllegalArgumentException("maxChildren: " + maxChildren);
    }
  }

  public Template withChild(ChildSpec changed) {
    return new Template(changed, maxChildren);
  }

  /**
   * A child made from it.
   *
   * @param arguments what this one is given besides; see {@link ChildDefinition#forChild}
   */
  public ChildSpec make(String id, List<String> arguments) {
    return child.withId(id).withDefinition(child.definition().forChild(child.id(), id, arguments));
  }
}
