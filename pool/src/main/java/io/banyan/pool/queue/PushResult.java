package io.banyan.pool.queue;

/** What became of a push. */
public sealed interface PushResult {

  /** It is in. */
  record Pushed(long id) implements PushResult {}

  /** A task of its key is in already. */
  record Duplicate(long id) implements PushResult {}

  /** It is not in. */
  record Refused(Reason reason) implements PushResult {}

  /** Why not. */
  enum Reason {
    FULL("is full"),
    CLOSED("is closed"),
    INTERRUPTED("had no place, and who waited for one was interrupted");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** What a queue is or had: "is full". */
    public String words() {
      return words;
    }
  }
}
