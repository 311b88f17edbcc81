package io.banyan.runtime.process;

import io.banyan.runtime.event.ChildPath;

/**
 * One life of a child. The path stays, the number grows with every start, the pid means nothing.
 *
 * @param number from 1
 * @param probe the number of a program that only asks how this incarnation is, from 1; 0 for the
 *     incarnation itself
 */
public record Incarnation(ChildPath path, int number, int probe) {

  public Incarnation(ChildPath path, int number) {
    this(path, number, 0);
  }

  Incarnation probe(int attempt) {
    return new Incarnation(path, number, attempt);
  }

  /** Unique within the runtime: {@code workers/mailer#3}, and {@code workers/mailer#3!17}. */
  @Override
  public String toString() {
    return path + "#" + number + (probe == 0 ? "" : "!" + probe);
  }
}
