package io.banyan.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What children cost that do nothing: memory, threads, and the time of starting and stopping. */
final class IdleBench {

  private static final int WARM_UP = 200;

  private final List<Integer> counts;

  IdleBench(Options options) {
    List<String> given =
        options.plain().isEmpty()
            ? List.of(options.text("children", "1000,5000").split(",", -1))
            : options.plain();
    counts = given.stream().map(Integer::valueOf).toList();
  }

  /** What the JVM occupies; the heap is that of the living objects. */
  private record Footprint(long heapBytes, long residentKib, long threads) {

    static Footprint now() throws Exception {
      for (int i = 0; i < 3; i++) {
        System.gc();
        Thread.sleep(200);
      }
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      return new Footprint(heap, ProcFiles.ownStatus("VmRSS"), ProcFiles.ownStatus("Threads"));
    }
  }

  void run() throws Exception {
    BenchTree tree = BenchTree.create("linux", Duration.ZERO);
    tree.start(BenchTree.idleChildren(WARM_UP));
    tree.stop(false);
    Table table =
        new Table(
            "idle children, linux engine",
            "children",
            "heap KiB each",
            "native KiB each",
            "both",
            "threads more",
            "start ms",
            "list us",
            "stop ms");
    List<Seen> all = new ArrayList<>();
    for (int count : counts) {
      Seen seen = measure(tree, count);
      table.row(seen.cells());
      all.add(seen);
    }
    table.print();
    all.forEach(Seen::printBars);
    Cleanup.close(tree);
  }

  /** What so many children cost; the times are in nanoseconds. */
  private record Seen(
      int count, Footprint before, Footprint with, long started, double listed, long stopped) {

    private double heapKib() {
      return (with.heapBytes() - before.heapBytes()) / 1024.0 / count;
    }

    private double nativeKib() {
      return (double) (with.residentKib() - before.residentKib()) / count;
    }

    private long threads() {
      return with.threads() - before.threads();
    }

    String[] cells() {
      return new String[] {
        "%,d".formatted(count),
        oneDigit(heapKib()),
        oneDigit(nativeKib()),
        oneDigit(heapKib() + nativeKib()),
        Long.toString(threads()),
        "%,d".formatted(started / 1_000_000),
        Samples.micros(listed),
        "%,d".formatted(stopped / 1_000_000)
      };
    }

    void printBars() {
      String who = "%,d idle children".formatted(count);
      new Bar(who + ", KiB each", 16).print(heapKib() + nativeKib());
      new Bar(who + ", threads more", 3).print(threads());
      System.out.printf("bar  %s start, are listed and stop: met%n", who);
    }
  }

  private static Seen measure(BenchTree tree, int count) throws Exception {
    Footprint before = Footprint.now();
    long begin = System.nanoTime();
    tree.start(BenchTree.idleChildren(count));
    long started = System.nanoTime() - begin;
    Footprint with = Footprint.now();
    double listed = listing(tree, count);
    begin = System.nanoTime();
    tree.stop(false);
    return new Seen(count, before, with, started, listed, System.nanoTime() - begin);
  }

  private static double listing(BenchTree tree, int count) throws IOException {
    Samples samples = new Samples();
    for (int i = 0; i < 200; i++) {
      long begin = System.nanoTime();
      int seen = tree.view().all().size();
      samples.add(System.nanoTime() - begin);
      if (seen < count) {
        throw new IOException("only %,d are listed".formatted(seen));
      }
    }
    return samples.median();
  }

  private static String oneDigit(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
