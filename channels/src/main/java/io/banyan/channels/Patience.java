package io.banyan.channels;

/**
 * For how long threads at a channel look around before they park, which costs far more than that.
 * It is learnt: where the other side comes soon, more of it; where it does not, nearly none,
 * because the processor is wanted elsewhere.
 */
final class Patience {

  /** As long as it takes to wake a thread, some 20 microseconds: then both sides stay awake. */
  private static final int RENDEZVOUS = 1024;

  /** The buffer bridges what takes longer, and there are other threads to run meanwhile. */
  private static final int BUFFERED = 256;

  private static final int LEAST = 8;

  /** Every so many waits without a buffer all of it is tried: better times have to be noticed. */
  private static final int TRIAL = 32;

  /** Where threads outnumber processors, who gives way may find everything done afterwards. */
  private static final int YIELDS = 2;

  private final int most;
  private final boolean tries;

  // Threads overwrite each other's; all of it is guesswork.
  private int looks;
  private int waits;

  private Patience(int most, boolean tries) {
    this.most = most;
    this.tries = tries;
    this.looks = most;
  }

  /** As much as is worth it at a channel with such a buffer. */
  static Patience learning(int buffer) {
    if (Runtime.getRuntime().availableProcessors() == 1) {
      // Nobody else could come meanwhile.
      return none();
    }
    return buffer == 0 ? new Patience(RENDEZVOUS, true) : new Patience(BUFFERED, false);
  }

  /** Parks at once. */
  static Patience none() {
    return new Patience(0, false);
  }

  /** Looks around until the waiter is settled, but not for long. */
  void lookAround(Waiter waiter) {
    if (most == 0 || isSettledSoon(waiter)) {
      return;
    }
    for (int i = 0; i < YIELDS && waiter.isOpen(); i++) {
      Thread.yield();
    }
  }

  private boolean isSettledSoon(Waiter waiter) {
    int limit = tries && ++waits % TRIAL == 0 ? most : looks;
    for (int i = 0; i < limit; i++) {
      if (!waiter.isOpen()) {
        looks = Math.min(most, looks / 2 + i + LEAST);
        return true;
      }
      Thread.onSpinWait();
    }
    looks = Math.max(LEAST, looks / 2);
    return false;
  }
}
