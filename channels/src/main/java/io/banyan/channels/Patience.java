package io.banyan.channels;

/**
 * For how long threads at a channel look around before they park, which costs far more than that.
 * It is learnt: where the other side comes soon, more of it; where it does not, nearly none,
 * because the processor is wanted elsewhere.
 */
final class Patience {

  /** Some microseconds; with one processor nobody else could come meanwhile. */
  private static final int MOST = Runtime.getRuntime().availableProcessors() > 1 ? 256 : 0;

  /** So that better times are noticed. */
  private static final int LEAST = Math.min(MOST, 8);

  /** Where threads outnumber processors, who gives way may find everything done afterwards. */
  private static final int YIELDS = 2;

  private final int most;

  // Threads overwrite each other's; all of it is guesswork.
  private int looks;

  private Patience(int most) {
    this.most = most;
    this.looks = most;
  }

  /** As much as is worth it. */
  static Patience learning() {
    return new Patience(MOST);
  }

  /** Parks at once. */
  static Patience none() {
    return new Patience(0);
  }

  /** Looks around until the waiter is settled, but not for long. */
  void lookAround(Waiter waiter) {
    int limit = looks;
    for (int i = 0; i < limit; i++) {
      if (!waiter.isOpen()) {
        looks = Math.min(most, limit + LEAST);
        return;
      }
      Thread.onSpinWait();
    }
    looks = Math.min(most, Math.max(LEAST, limit / 2));
    for (int i = 0; i < YIELDS && most > 0 && waiter.isOpen(); i++) {
      Thread.yield();
    }
  }
}
