package io.banyan.testkit.random;

import io.banyan.supervision.spec.SupervisorSpec;
import java.time.Duration;

/**
 * One thing that happens to a tree. Plain data that fits any tree: a node or a process is meant by
 * its number, counted round, so that a run can be shortened without changing what is left of it.
 */
sealed interface Step {

  /** A process ends by itself. */
  record Exits(int process, int code) implements Step {}

  /** An operator sends a process a signal that it dies of. */
  record Signalled(int process) implements Step {}

  /** The next launches of a process fail. */
  record LaunchesFail(int process, int times) implements Step {}

  /** An operator wants something of a child. */
  record Operated(Wish wish, int node) implements Step {}

  /** What an operator can want. */
  enum Wish {
    START,
    STOP,
    RESTART,
    KILL
  }

  /**
   * The file is another one now, and is read again.
   *
   * @param seed of the dice that throw it
   * @param slow whether new processes may take their time
   */
  record Reloaded(long seed, boolean slow) implements Step {

    SupervisorSpec of(SupervisorSpec before) {
      return Redeclaration.of(before, slow ? Dice.slow(seed) : Dice.prompt(seed));
    }
  }

  record Passes(Duration time) implements Step {}

  record ShutDown(boolean brutal) implements Step {}
}
