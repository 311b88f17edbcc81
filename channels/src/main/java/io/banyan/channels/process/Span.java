package io.banyan.channels.process;

/** How much of a child's output is one channel. */
public enum Span {
  /**
   * The output of the incarnation that runs, or else of the next: the channel is closed at the end
   * of its stream.
   */
  ONE_LIFE,

  /** That of all incarnations from here on: the channel goes on until nobody wants it any more. */
  ALL_LIVES
}
