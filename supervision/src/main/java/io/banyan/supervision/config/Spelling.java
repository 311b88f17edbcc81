package io.banyan.supervision.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word somebody probably meant. */
final class Spelling {

  private Spelling() {}

  /** The nearest of these words, when it is near enough to be a slip of the fingers. */
  static Optional<String> nearest(String word, Collection<String> words) {
    int tolerated = Math.max(1, Math.min(word.length(), 9) / 3);
    return words.stream()
        .filter(candidate -> distance(word, candidate) <= tolerated)
        .min(Comparator.<String>comparingInt(c -> distance(word, c)).thenComparing(c -> c));
  }

  /**
   * How many letters have to be inserted, deleted, replaced or swapped with their neighbour; the
   * case of letters, and {@code _} for {@code -}, do not count.
   */
  static int distance(String one, String other) {
    // A key may be as long as the file: the table below is only for words of a like length.
    if (Math.abs(one.length() - other.length()) > 3) {
      return Integer.MAX_VALUE;
    }
    String a = normal(one);
    String b = normal(other);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }

  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
