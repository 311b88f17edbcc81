package io.banyan.tony;

import org.jspecify.annotations.Nullable;

/**
 * A value with its tag, and where it was read. Immutable: a changed tree shares all that did not
 * change with the one it was made from, and comparing two of them looks no deeper than where they
 * are the same object. Positions play no part in {@link #equals}; tags do; the order of the keys of
 * an object does not. Safe from any thread.
 */
public abstract sealed class Node
    permits NullNode, BoolNode, NumberNode, TextNode, ListNode, ObjectNode {

  private final Tag tag;
  private final int line;
  private final int column;

  Node(Tag tag, Position position) {
    this.tag = tag;
    line = position.line();
    column = position.column();
  }

  /** Null, untagged. */
  public static Node none() {
    return NullNode.NULL;
  }

  /** A text, or null when there is none. */
  public static Node of(@Nullable String text) {
    return text == null ? NullNode.NULL : new TextNode(text);
  }

  public static Node of(long number) {
    return NumberNode.of(number);
  }

  public static Node of(boolean value) {
    return value ? BoolNode.TRUE : BoolNode.FALSE;
  }

  public final Tag tag() {
    return tag;
  }

  /** Where it was read: its tag or, without one, its first character. */
  public final Position position() {
    return line == 0 ? Position.NOWHERE : new Position(line, column);
  }

  /** Whether two are the very same object, which says without looking that nothing changed. */
  @SuppressWarnings("ReferenceEquality")
  public static boolean same(@Nullable Node one, @Nullable Node other) {
    return one == other;
  }

  /** The same value under another tag. */
  public final Node withTag(Tag other) {
    return tag.equals(other) ? this : copy(other, position());
  }

  /** The same value without a tag. */
  public final Node untagged() {
    return withTag(Tag.NONE);
  }

  /** The same value read elsewhere. */
  public final Node at(Position position) {
    return copy(tag, position);
  }

  abstract Node copy(Tag otherTag, Position otherPosition);

  /** How many values it is made of, itself among them. At most {@link Integer#MAX_VALUE}. */
  public int weight() {
    return 1;
  }

  /** How many containers are in one another here: 0 of a scalar, 1 of an empty list. */
  public int height() {
    return 0;
  }

  /** Whether it or anything in it has a tag. */
  public boolean hasTags() {
    return !tag.isNone();
  }

  /** Whether the values are the same, whatever the tags of these two nodes themselves are. */
  public abstract boolean sameValue(Node other);

  abstract int valueHash();

  @Override
  public final boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Node node && tag.equals(node.tag) && sameValue(node));
  }

  @Override
  public final int hashCode() {
    return 31 * tag.hashCode() + valueHash();
  }

  /** A few words of it for a message or a debugger; not for reading again. */
  @Override
  public abstract String toString();
}
