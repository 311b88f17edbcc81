package io.banyan.bench;

import io.banyan.supervision.actor.ActorDefinition;
import io.banyan.supervision.spec.ChildSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * What a child costs its supervisor when there are many: they are actors that do nothing, started
 * one after the other and stopped in the reverse order. With a good supervisor the time of one does
 * not depend on their number.
 */
final class ChildrenBench {

  private static final int WARM_UP = 5000;

  private final List<Integer> counts;

  ChildrenBench(Options options) {
    counts =
        Arrays.stream(options.text("counts", "1000,100000").split(",", -1))
            .map(Integer::valueOf)
            .toList();
  }

  void run() throws Exception {
    BenchTree tree = BenchTree.create("linux", Duration.ZERO);
    for (int i = 0; i < 3; i++) {
      measure(tree, WARM_UP);
    }
    Table table =
        new Table("children that are actors", "children", "start ms", "stop ms", "us each");
    for (int count : counts) {
      long[] times = measure(tree, count);
      table.row(
          "%,d".formatted(count),
          "%,d".formatted(times[0] / 1_000_000),
          "%,d".formatted(times[1] / 1_000_000),
          Samples.micros((double) (times[0] + times[1]) / count));
    }
    table.print();
    Cleanup.close(tree);
  }

  /** Nanoseconds of the start and of the stop. */
  private static long[] measure(BenchTree tree, int count) throws Exception {
    List<ChildSpec> children = children(count);
    long begin = System.nanoTime();
    tree.start(children);
    long started = System.nanoTime();
    tree.stop(false);
    return new long[] {started - begin, System.nanoTime() - started};
  }

  private static List<ChildSpec> children(int count) {
    List<ChildSpec> children = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      children.add(
          ChildSpec.of("actor-" + i, ActorDefinition.<String>of(life -> Behaviors.ignore())));
    }
    return children;
  }
}
