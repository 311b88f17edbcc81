package io.banyan.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What children cost that do nothing: memory, threads, and the time of starting and stopping. */
final class IdleBench {

  private static final int WARM_UP = 200;

  private final List<Integer> counts;

  IdleBench(Options options) {
    counts =
        Arrays.stream(options.text("children", "1000,5000").split(",", -1))
            .map(Integer::valueOf)
            .toList();
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
    for (int count : counts) {
      measure(tree, count, table);
    }
    table.print();
    Cleanup.close(tree);
  }

  private static void measure(BenchTree tree, int count, Table table) throws Exception {
    Footprint before = Footprint.now();
    long begin = System.nanoTime();
    tree.start(BenchTree.idleChildren(count));
    long started = System.nanoTime() - begin;
    Footprint with = Footprint.now();
    double list = listing(tree);
    begin = System.nanoTime();
    tree.stop(false);
    long stopped = System.nanoTime() - begin;
    double heap = (with.heapBytes() - before.heapBytes()) / 1024.0 / count;
    double resident = (double) (with.residentKib() - before.residentKib()) / count;
    table.row(
        "%,d".formatted(count),
        oneDigit(heap),
        oneDigit(resident),
        oneDigit(heap + resident),
        Long.toString(with.threads() - before.threads()),
        "%,d".formatted(started / 1_000_000),
        Samples.micros(list),
        "%,d".formatted(stopped / 1_000_000));
  }

  private static double listing(BenchTree tree) {
    Samples samples = new Samples();
    int seen = 0;
    for (int i = 0; i < 200; i++) {
      long begin = System.nanoTime();
      seen += tree.view().all().size();
      samples.add(System.nanoTime() - begin);
    }
    if (seen == 0) {
      throw new IllegalStateException("nothing is listed");
    }
    return samples.median();
  }

  private static String oneDigit(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
