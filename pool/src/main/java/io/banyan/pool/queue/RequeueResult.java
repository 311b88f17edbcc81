package io.banyan.pool.queue;

/** What became of a dead letter that was to be a task again. */
public sealed interface RequeueResult {

  /** It waits again. */
  record Requeued() implements RequeueResult {}

  /** There is no dead letter of this id. */
  record NotFound() implements RequeueResult {}

  /** It stays a dead letter. */
  record Refused(String reason) implements RequeueResult {}
}
