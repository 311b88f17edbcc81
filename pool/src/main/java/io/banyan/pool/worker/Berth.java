package io.banyan.pool.worker;

import io.banyan.runtime.event.ChildPath;
import org.jspecify.annotations.Nullable;

/** The place of one worker: where it is in the tree, and the way to it while it is there. */
final class Berth<T, R> {

  final int number;
  final ChildPath path;

  /** Who was here before does not count any more. */
  int occupant;

  /** How often its start was put off, because its predecessor was still known. */
  int patience;

  @Nullable WorkerLink<T, R> link;

  Berth(int number, ChildPath path) {
    this.number = number;
    this.path = path;
  }

  void leave() {
    occupant++;
    if (link != null) {
      link.close();
      link = null;
    }
  }
}
