package io.banyan.tony;

/** No value. */
public final class NullNode extends Node {

  static final NullNode NULL = new NullNode(Tag.NONE, Position.NOWHERE);

  private NullNode(Tag tag, Position position) {
    super(tag, position);
  }

  @Override
  Node copy(Tag tag, Position position) {
    return new NullNode(tag, position);
  }

  @Override
  public boolean sameValue(Node other) {
    return other instanceof NullNode;
  }

  @Override
  int valueHash() {
    return 1;
  }

  @Override
  public String toString() {
    return "null";
  }
}
