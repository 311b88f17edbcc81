package io.banyan.runtime.process;

import io.banyan.runtime.event.ChildPath;

/**
 * One life of a child. The path stays, the number grows with every start, the pid means nothing.
 *
 * @param number from 1
 */
public record Incarnation(ChildPath path, int number) {

  /** Unique within the runtime: {@code workers/mailer#3}. */
  @Override
  public String toString() {
    return path + "#" + number;
  }
}
