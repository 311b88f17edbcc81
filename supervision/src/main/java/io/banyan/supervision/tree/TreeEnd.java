package io.banyan.supervision.tree;

/** How a whole tree ended. */
public sealed interface TreeEnd {

  /** It was asked to. */
  record ShutDown() implements TreeEnd {}

  /** Its root supervisor could not start or gave up. */
  record GaveUp(String reason) implements TreeEnd {}

  /** Its root ended because its significant children had. */
  record AutoShutDown() implements TreeEnd {}
}
