package io.banyan.tony;

/** A text. */
public final class TextNode extends Node {

  private static final int SHOWN = 60;

  private final String text;

  public TextNode(String text) {
    this(text, Tag.NONE, Position.NOWHERE);
  }

  private TextNode(String text, Tag tag, Position position) {
    super(tag, position);
    this.text = text;
  }

  public String text() {
    return text;
  }

  @Override
  Node copy(Tag tag, Position position) {
    return new TextNode(text, tag, position);
  }

  @Override
  public boolean sameValue(Node other) {
    return other instanceof TextNode node && node.text.equals(text);
  }

  @Override
  int valueHash() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return '"' + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + '"';
  }
}
