package io.banyan.supervision.tree;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What one incarnation of a supervisor was asked and has not come to yet. A message to an actor
 * that ends first is lost without a word; nobody who asked may be left waiting by that. Safe from
 * any thread.
 */
final class Inbox {

  private final Set<Request> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean closed;

  /**
   * Something is going to be asked.
   *
   * @return false when the supervisor has ended: nothing is to be sent any more
   */
  synchronized boolean put(Request request) {
    return !closed && waiting.add(request);
  }

  /** The supervisor has come to it, and answers from here on. */
  synchronized void take(Request request) {
    waiting.remove(request);
  }

  /** The supervisor comes to nothing any more; returns what is left. */
  synchronized List<Request> close() {
    closed = true;
    List<Request> left = List.copyOf(waiting);
    waiting.clear();
    return left;
  }
}
