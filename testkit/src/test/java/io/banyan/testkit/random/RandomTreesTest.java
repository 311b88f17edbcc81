package io.banyan.testkit.random;

import static org.assertj.core.api.Assertions.fail;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random steps in random trees. {@code -Dbanyan.random.steps=1000000} takes longer,
 * {@code -Dbanyan.random.seed=…} begins with the run that failed.
 */
class RandomTreesTest {

  private static final int STEPS = Integer.getInteger("banyan.random.steps", 6000);
  private static final int STEPS_A_RUN = 60;

  @Test
  void do_what_the_documentation_says() {
    long seed = Long.getLong("banyan.random.seed", System.nanoTime());
    for (int i = 0; i < Math.max(1, STEPS / STEPS_A_RUN); i++) {
      check(seed + i);
    }
  }

  private static void check(long seed) {
    Dice dice = new Dice(seed);
    Run run = new Run(dice.tree(), dice.steps(STEPS_A_RUN));
    Optional<Run.Difference> found = run.difference();
    if (found.isPresent()) {
      fail(report(seed, run.shortened(found.get())));
    }
  }

  private static String report(long seed, Run run) {
    String what = run.difference().map(Run.Difference::what).orElse("it is gone: not repeatable");
    return "-Dbanyan.random.seed=%d%ntree:%s%nsteps:%s%ndifference: %s"
        .formatted(seed, new Model(run.tree()).root.drawn(), run.words(), what);
  }
}
