package io.banyan.supervision.dependency;

/**
 * Told what becomes of the gates of some children, in order. Called in the thread that publishes
 * the fact, before anybody else is told what it means: tell an actor, and do nothing else.
 */
public interface GateListener {

  /** What a child waits for is different now; it may have all come. */
  void changed(String child, Gate gate);

  /**
   * A child that is to be restarted with something it depends on has lost that. Those who are to be
   * restarted with this child are down already.
   */
  void lost(String child);
}
