package io.banyan.tony;

/**
 * A place in a text.
 *
 * @param line from 1; 0 when a value was not read from a text
 * @param column from 1, in characters; 0 when a value was not read from a text
 */
public record Position(int line, int column) {

  /** The place of what was not read. */
  public static final Position NOWHERE = new Position(0, 0);

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
