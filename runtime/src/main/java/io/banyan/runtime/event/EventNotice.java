package io.banyan.runtime.event;

/** What a subscriber is told. */
public sealed interface EventNotice {

  /** A fact that its filter wants. */
  record Happened(RecordedEvent event) implements EventNotice {}

  /**
   * It was too slow: facts that its filter wants were left out here. Those after them follow.
   *
   * @param count how many
   * @param from sequence number of the first of them
   * @param to sequence number of the last of them
   */
  record Missed(long count, long from, long to) implements EventNotice {}
}
