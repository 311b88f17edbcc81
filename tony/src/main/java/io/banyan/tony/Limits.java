package io.banyan.tony;

/**
 * How much of somebody else's document is read or made.
 *
 * @param characters of a text; default 4 Mi, minimum 1
 * @param depth of containers in containers; default 100, minimum 1, maximum 500: everything that
 *     walks a tree calls itself for each level
 * @param nodes of all documents of a text, and of what a patch makes; default 1,000,000, minimum 1
 * @param documents of a text; default 1,000, minimum 1
 * @param steps that a match or a patch may take, about a node or a character each; default
 *     20,000,000, minimum 1
 */
public record Limits(int characters, int depth, int nodes, int documents, long steps) {

  /** The limits unless somebody says otherwise. */
  public static final Limits DEFAULT = new Limits(4 << 20, 100, 1_000_000, 1000, 20_000_000);

  /** The longest key, as it is written; YAML has no longer ones. */
  public static final int KEY_LENGTH = 1000;

  /** The longest number, as it is written. */
  public static final int NUMBER_LENGTH = 1000;

  private static final int MAXIMUM_DEPTH = 500;

  public Limits {
    if (characters < 1 || depth < 1 || nodes < 1 || documents < 1 || steps < 1) {
      throw new IllegalArgumentException("every limit has to be at least 1");
    }
    if (depth > MAXIMUM_DEPTH) {
      throw new IllegalArgumentException("a depth of more than 500 does not fit on a stack");
    }
  }

  /** Throws when a tree is larger than these allow. */
  public void check(Node node) {
    if (node.height() > depth) {
      throw tooLarge(node, "more than %,d containers in one another".formatted(depth));
    }
    if (node.weight() > nodes) {
      throw tooLarge(node, "more than %,d values".formatted(nodes));
    }
  }

  private static TonyException tooLarge(Node node, String what) {
    return new TonyException(TonyException.Kind.TOO_LARGE, node.position(), what);
  }
}
