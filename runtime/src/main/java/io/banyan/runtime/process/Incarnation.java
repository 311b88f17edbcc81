package io.banyan.runtime.process;

import io.banyan.runtime.event.ChildPath;

/**
 * One life of a child. The path stays, the number grows with every start, the pid means nothing.
 *
 * @param number from 1
 * @param aside the name of a program that only has to do with this incarnation, such as one that
 *     asks how it is; empty for the incarnation itself
 */
public record Incarnation(ChildPath path, int number, String aside) {

  public Incarnation(ChildPath path, int number) {
    this(path, number, "");
  }

  /** A program beside it. */
  Incarnation aside(String name) {
    return new Incarnation(path, number, name);
  }

  /** Unique within the runtime: {@code workers/mailer#3}, and {@code workers/mailer#3!17}. */
  @Override
  public String toString() {
    return path + "#" + number + (aside.isEmpty() ? "" : "!" + aside);
  }
}
