package io.banyan.runtime.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a thread has woken and will go on with itself when it is done with what it does. It keeps
 * only what is woken where that was asked for, where nothing is called that could wait for those
 * who were woken (as subscribers and callbacks of users may); of that it keeps little, and it gives
 * away everything before it blocks. Confined to its thread.
 */
public final class Relay {

  // Who has woken more than what comes next and its own actor's end has work for several threads.
  private static final int MAX_KEPT = 2;
  // What others have woken has to get its turn.
  private static final int MAX_IN_A_ROW = 16;

  private static final ThreadLocal<@Nullable Relay> CURRENT = new ThreadLocal<>();

  // Null while it can be anybody's: who comes first.
  private @Nullable Object family;
  private final Deque<Leg> kept = new ArrayDeque<>();
  private final Deque<Leg> putOff = new ArrayDeque<>();
  private final boolean guest;
  private int maxKept;
  private boolean keeping;
  private boolean puttingOff;

  private record Leg(Runnable task, Executor whose) {}

  private Relay(@Nullable Object family, int maxKept) {
    this.family = family;
    this.guest = family == null;
    this.maxKept = maxKept;
  }

  /**
   * Runs what wakes others, in a thread that is no actor's. It keeps at most one of those that are
   * woken where that was asked for, of whatever family.
   *
   * @return to be run by this thread, once: goes on with the one that was kept, and whom that
   *     wakes; null when nobody was
   */
  public static @Nullable Runnable gather(Runnable waking) {
    Relay relay = new Relay(null, 1);
    CURRENT.set(relay);
    try {
      waking.run();
    } finally {
      CURRENT.remove();
    }
    relay.maxKept = MAX_KEPT;
    return relay.kept.isEmpty() ? null : relay::finish;
  }

  /**
   * What is woken from here to the end of the task that runs now may be kept. Nothing may be called
   * any more that waits for somebody.
   */
  public static void keepFromHere() {
    keep(true);
  }

  /**
   * What is woken from here to the end of the task that runs now may be kept until this thread has
   * nothing else to do, also while it launches: nobody waits for it.
   */
  public static void putOffFromHere() {
    Relay relay = CURRENT.get();
    if (relay != null) {
      relay.puttingOff = true;
    }
  }

  /** What this wakes may be kept; it must not wait for anybody. */
  public static <T> T keeping(Supplier<T> waking) {
    keep(true);
    try {
      return waking.get();
    } finally {
      keep(false);
    }
  }

  /**
   * To be called before something that may block, or that takes as long as to launch a process.
   * Does nothing in threads that keep nothing.
   */
  public static void beforeBlocking() {
    Relay relay = CURRENT.get();
    if (relay != null) {
      relay.giveAway();
    }
  }

  /**
   * Leaves a task to the thread that runs now, if that keeps it.
   *
   * @param family that it keeps tasks of
   * @param whose executes the task if it is given away
   * @return false when somebody else has to execute it
   */
  static boolean keep(Runnable task, Object family, Executor whose) {
    Relay relay = CURRENT.get();
    return relay != null && relay.keep(family, new Leg(task, whose));
  }

  private static void keep(boolean keeping) {
    Relay relay = CURRENT.get();
    if (relay != null) {
      relay.keeping = keeping;
    }
  }

  /** Runs a task in this thread, and then what it has woken. */
  static void run(Runnable first, Object family) {
    Relay relay = new Relay(family, MAX_KEPT);
    CURRENT.set(relay);
    try {
      first.run();
      relay.goOn();
    } finally {
      CURRENT.remove();
      relay.giveAway();
      relay.giveAway(relay.putOff);
    }
  }

  private boolean keep(Object whose, Leg leg) {
    Deque<Leg> room = puttingOff ? putOff : kept;
    boolean wanted = keeping || puttingOff;
    if (!wanted || room.size() >= maxKept || (family != null && !family.equals(whose))) {
      return false;
    }
    family = whose;
    return room.add(leg);
  }

  /** Goes on in a thread that has to live on, whatever comes of it. */
  private void finish() {
    CURRENT.set(this);
    try {
      goOn();
    } finally {
      CURRENT.remove();
      giveAway();
      giveAway(putOff);
      // What an actor was told is none of the next one's business.
      Thread.interrupted();
    }
  }

  private void goOn() {
    for (int i = 1; i < MAX_IN_A_ROW; i++) {
      keeping = false;
      puttingOff = false;
      Leg next = kept.isEmpty() ? putOff.poll() : kept.poll();
      if (next == null) {
        return;
      }
      run(next);
    }
  }

  private void run(Leg leg) {
    try {
      leg.task().run();
    } catch (RuntimeException | Error failed) {
      if (!guest) {
        throw failed;
      }
      // To be heard of where it is known what that means.
      leg.whose()
          .execute(
              () -> {
                throw failed;
              });
    }
  }

  private void giveAway() {
    giveAway(kept);
  }

  private static void giveAway(Deque<Leg> legs) {
    for (Leg leg = legs.poll(); leg != null; leg = legs.poll()) {
      try {
        leg.whose().execute(leg.task());
      } catch (RejectedExecutionException closed) {
        // Accepted before its executor was shut down, as far as anybody knows.
        leg.task().run();
      }
    }
  }
}
