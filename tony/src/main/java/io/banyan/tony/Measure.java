package io.banyan.tony;

/**
 * What is known of a container, found out when somebody asks and kept. Several threads may find out
 * the same at once; a number is written whole.
 */
final class Measure {

  private int weight;
  private int height;
  private int hash;

  /** 0 as long as nobody asked, 1 without tags, 2 with. */
  private int tags;

  int weight(Node[] children) {
    if (weight == 0) {
      long sum = 1;
      for (Node child : children) {
        sum += child.weight();
      }
      weight = (int) Math.min(sum, Integer.MAX_VALUE);
    }
    return weight;
  }

  int height(Node[] children) {
    if (height == 0) {
      int highest = 0;
      for (Node child : children) {
        highest = Math.max(highest, child.height());
      }
      height = highest + 1;
    }
    return height;
  }

  boolean hasTags(Node[] children) {
    if (tags == 0) {
      boolean found = false;
      for (int i = 0; i < children.length && !found; i++) {
        found = children[i].hasTags();
      }
      tags = found ? 2 : 1;
    }
    return tags == 2;
  }

  /** 0 when nobody asked yet. */
  int hash() {
    return hash;
  }

  int hash(int found) {
    hash = found == 0 ? 1 : found;
    return hash;
  }

  /** False when two containers are known to differ. */
  boolean mayEqual(Measure other) {
    return hash == 0 || other.hash == 0 || hash == other.hash;
  }
}
