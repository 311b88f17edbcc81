package io.banyan.tony.diff;

import io.banyan.tony.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What two lists have in common, in the same order: as much as there is (Myers, 1986) as long as
 * not too much differs, else their beginnings and ends.
 */
final class Common {

  /** Finding it takes the square of the differences in memory. */
  private static final int DIFFERENCES = 400;

  private final List<Node> before;
  private final List<Node> after;
  private final int begin;
  private final int beforeEnd;
  private final int afterEnd;
  private final boolean[][] kept;

  private Common(List<Node> before, List<Node> after) {
    this.before = before;
    this.after = after;
    kept = new boolean[][] {new boolean[before.size()], new boolean[after.size()]};
    int shorter = Math.min(before.size(), after.size());
    int same = 0;
    while (same < shorter && before.get(same).equals(after.get(same))) {
      same++;
    }
    begin = same;
    int ends = 0;
    while (ends < shorter - same
        && before.get(before.size() - 1 - ends).equals(after.get(after.size() - 1 - ends))) {
      ends++;
    }
    beforeEnd = before.size() - ends;
    afterEnd = after.size() - ends;
  }

  /** Which elements of each list are kept; as many of the one as of the other. */
  static boolean[][] of(List<Node> before, List<Node> after) {
    Common common = new Common(before, after);
    Arrays.fill(common.kept[0], 0, common.begin, true);
    Arrays.fill(common.kept[1], 0, common.begin, true);
    Arrays.fill(common.kept[0], common.beforeEnd, before.size(), true);
    Arrays.fill(common.kept[1], common.afterEnd, after.size(), true);
    common.middle();
    return common.kept;
  }

  private void middle() {
    int width = beforeEnd - begin;
    int height = afterEnd - begin;
    int most = Math.min(DIFFERENCES, width + height);
    List<int[]> rounds = new ArrayList<>();
    int[] furthest = new int[2 * most + 3];
    for (int d = 0; d <= most && width > 0 && height > 0; d++) {
      rounds.add(furthest.clone());
      for (int k = -d; k <= d; k += 2) {
        int x = step(furthest, k, d, most);
        while (x < width && x - k < height && x - k >= 0 && same(x, x - k)) {
          x++;
        }
        furthest[k + most + 1] = x;
        if (x >= width && x - k >= height) {
          back(rounds, k, most);
          return;
        }
      }
    }
  }

  /** From the neighbour that is further on: down is an insertion, right a deletion. */
  private static int step(int[] furthest, int k, int d, int most) {
    int center = most + 1;
    boolean down = k == -d || (k != d && furthest[center + k - 1] < furthest[center + k + 1]);
    return d == 0 ? 0 : down ? furthest[center + k + 1] : furthest[center + k - 1] + 1;
  }

  private boolean same(int x, int y) {
    return before.get(begin + x).equals(after.get(begin + y));
  }

  private void back(List<int[]> rounds, int last, int most) {
    int x = beforeEnd - begin;
    int y = afterEnd - begin;
    int k = last;
    for (int d = rounds.size() - 1; d >= 0; d--) {
      int[] furthest = rounds.get(d);
      int start = step(furthest, k, d, most);
      while (x > start) {
        kept[0][begin + --x] = true;
        kept[1][begin + --y] = true;
      }
      boolean down = d > 0 && (k == -d || (k != d && furthest[most + k] < furthest[most + k + 2]));
      y -= down ? 1 : 0;
      x -= d > 0 && !down ? 1 : 0;
      k += down ? 1 : -1;
    }
  }
}
