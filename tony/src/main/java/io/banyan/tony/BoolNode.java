package io.banyan.tony;

/** True or false. */
public final class BoolNode extends Node {

  static final BoolNode TRUE = new BoolNode(true, Tag.NONE, Position.NOWHERE);
  static final BoolNode FALSE = new BoolNode(false, Tag.NONE, Position.NOWHERE);

  private final boolean value;

  private BoolNode(boolean value, Tag tag, Position position) {
    super(tag, position);
    this.value = value;
  }

  public boolean value() {
    return value;
  }

  @Override
  Node copy(Tag tag, Position position) {
    return new BoolNode(value, tag, position);
  }

  @Override
  public boolean sameValue(Node other) {
    return other instanceof BoolNode bool && bool.value == value;
  }

  @Override
  int valueHash() {
    return Boolean.hashCode(value);
  }

  @Override
  public String toString() {
    return Boolean.toString(value);
  }
}
