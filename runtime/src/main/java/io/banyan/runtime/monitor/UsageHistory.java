package io.banyan.runtime.monitor;

import io.banyan.runtime.usage.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last samples of one child, over all its incarnations. In columns, because a thousand children
 * have very many of them. Used by one thread at a time.
 */
final class UsageHistory {

  private static final int FIRST_ROOM = 16;

  private final int most;
  private int next;
  private int size;
  private long[] times = new long[0];
  private int[] incarnations = new int[0];
  private float[] cpu = new float[0];
  private long[] rss = new long[0];
  private float[] treeCpu = new float[0];
  private long[] treeRss = new long[0];
  private int[] processes = new int[0];

  /**
   * @param most how many are kept, at least 1
   */
  UsageHistory(int most) {
    this.most = most;
  }

  void add(UsageSample sample) {
    if (size == times.length && size < most) {
      grow(Math.min(most, Math.max(FIRST_ROOM, 2 * size)));
    }
    times[next] = sample.time().toEpochMilli();
    incarnations[next] = sample.incarnation();
    cpu[next] = (float) sample.usage().cpuPercent();
    rss[next] = sample.usage().rssBytes();
    treeCpu[next] = (float) sample.usage().treeCpuPercent();
    treeRss[next] = sample.usage().treeRssBytes();
    processes[next] = sample.usage().processes();
    size = Math.max(size, next + 1);
    next = (next + 1) % most;
  }

  /** All that are kept, oldest first. */
  List<UsageSample> all() {
    List<UsageSample> all = new ArrayList<>(size);
    int oldest = size < most ? 0 : next;
    for (int i = 0; i < size; i++) {
      all.add(at((oldest + i) % most));
    }
    return all;
  }

  private UsageSample at(int index) {
    return new UsageSample(
        Instant.ofEpochMilli(times[index]),
        incarnations[index],
        new Usage(
            oneDigit(cpu[index]),
            rss[index],
            oneDigit(treeCpu[index]),
            treeRss[index],
            processes[index]));
  }

  private static double oneDigit(float number) {
    return Math.round(10.0 * number) / 10.0;
  }

  private void grow(int room) {
    times = Arrays.copyOf(times, room);
    incarnations = Arrays.copyOf(incarnations, room);
    cpu = Arrays.copyOf(cpu, room);
    rss = Arrays.copyOf(rss, room);
    treeCpu = Arrays.copyOf(treeCpu, room);
    treeRss = Arrays.copyOf(treeRss, room);
    processes = Arrays.copyOf(processes, room);
  }
}
