package io.banyan.runtime.process;

import io.banyan.runtime.event.ChildPath;
import org.jspecify.annotations.Nullable;

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

  /** Written out, as it is asked at every fact: what a record makes needs the second compiler. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Incarnation life
        && number == life.number
        && path.equals(life.path)
        && aside.equals(life.aside);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * path.hashCode() + number) + aside.hashCode();
  }

  /** Unique within the runtime: {@code workers/mailer#3}, and {@code workers/mailer#3!17}. */
  @Override
  public String toString() {
    return path + "#" + number + (aside.isEmpty() ? "" : "!" + aside);
  }
}
