package io.banyan.testkit.random;

import static org.assertj.core.api.Assertions.fail;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random steps in random trees. {@code -Dbanyan.random.steps=1000000} takes longer,
 * {@code -Dbanyan.random.seed=…} begins with the run that failed.
 */
class RandomTreesTest {

  private static final int STEPS = Integer.getInteger("banyan.random.steps", 4000);
  private static final int STEPS_A_RUN = 60;

  @Test
  void do_what_the_documentation_says() {
    check(Dice::prompt, new Comparison());
  }

  @Test
  void lose_nobody_when_processes_take_their_time() {
    check(Dice::slow, new Promises());
  }

  /** Makes the dice of one run. */
  private interface Throw {
    Dice dice(long seed);
  }

  private static void check(Throw dice, Run.Judge judge) {
    long first = Long.getLong("banyan.random.seed", System.nanoTime());
    for (long seed = first; seed < first + Math.max(1, STEPS / STEPS_A_RUN); seed++) {
      Dice thrown = dice.dice(seed);
      Run run = new Run(thrown.tree(), thrown.steps(STEPS_A_RUN));
      Optional<Run.Fault> found = judge.fault(run);
      if (found.isPresent()) {
        fail(
            "-Dbanyan.random.seed=%d%n%s"
                .formatted(seed, run.shortened(found.get(), judge).report(judge)));
      }
    }
  }
}
