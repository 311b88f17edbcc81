package io.banyan.tony;

/**
 * One thing that is wrong with a document.
 *
 * @param position where it is
 * @param text what is wrong, and what is allowed
 */
public record Mistake(Position position, String text) {

  @Override
  public String toString() {
    return position.equals(Position.NOWHERE) ? text : position + ": " + text;
  }
}
