package io.banyan.tony.patch;

import io.banyan.tony.Node;
import io.banyan.tony.NullNode;
import io.banyan.tony.Position;
import io.banyan.tony.Tag;
import org.jspecify.annotations.Nullable;

/** Operators that change one value as a whole. */
final class Simple {

  private Simple() {}

  /** {@code !pass}: leaves it. */
  record Pass() implements Change {
    @Override
    public @Nullable Node apply(@Nullable Node value, String key, Work work) {
      work.step();
      return value;
    }
  }

  /** {@code !nullify}: a null in its place, with its tag. */
  record Nullify() implements Change {
    @Override
    public Node apply(@Nullable Node value, String key, Work work) {
      work.step();
      return value == null ? Node.none() : Node.none().withTag(value.tag());
    }
  }

  /**
   * {@code !insert}: as it is given, tags and all. An object that is there already gets the keys.
   *
   * @param wanted with the tag it is to have
   */
  record Insert(Node wanted) implements Change {
    @Override
    public Node apply(@Nullable Node value, String key, Work work) {
      return value == null ? wanted : Merge.data(value, wanted, work);
    }
  }

  /**
   * {@code !delete}.
   *
   * @param tag what it has to be tagged with; null when that does not matter
   * @param expected what is deleted; lists of differences insist on it
   */
  record Delete(Position position, @Nullable Tag tag, Node expected) implements Change {
    @Override
    public @Nullable Node apply(@Nullable Node value, String key, Work work) {
      work.step();
      if (value != null && tag != null && !value.tag().equals(tag)) {
        throw Change.conflict(
            position, "there is %s, not what has the tag %s".formatted(Change.words(value), tag));
      }
      return null;
    }

    void check(Node value) {
      Node whole = tag == null ? expected : expected.withTag(tag);
      if (!value.equals(whole)) {
        throw Change.conflict(position, stale(value, whole));
      }
    }
  }

  /** {@code !replace}: compares, and sets. What is not there is null. */
  record Replace(Position position, Node from, Node to) implements Change {
    @Override
    public Node apply(@Nullable Node value, String key, Work work) {
      work.step();
      boolean same =
          value == null ? from instanceof NullNode && from.tag().isNone() : value.equals(from);
      if (!same) {
        throw Change.conflict(position, stale(value, from));
      }
      return to;
    }
  }

  /** {@code !addtag}: makes the change, and tags what was not tagged. */
  record AddTag(Position position, Tag tag, Change change) implements Change {
    @Override
    public Node apply(@Nullable Node value, String key, Work work) {
      @Nullable Node changed = change.apply(value, key, work);
      if (changed == null || !changed.tag().isNone()) {
        throw Change.conflict(
            position, "%s cannot get the tag %s".formatted(Change.words(changed), tag));
      }
      return changed.withTag(tag);
    }
  }

  /** {@code !rmtag}: takes the tag off, and makes the change. */
  record RemoveTag(Position position, Tag tag, Change change) implements Change {
    @Override
    public @Nullable Node apply(@Nullable Node value, String key, Work work) {
      if (value == null || !value.tag().equals(tag)) {
        throw Change.conflict(
            position, "there is %s, not what has the tag %s".formatted(Change.words(value), tag));
      }
      return change.apply(value.untagged(), key, work);
    }
  }

  private static String stale(@Nullable Node there, Node wanted) {
    return "there is %s, not %s".formatted(Change.words(there), Change.words(wanted));
  }
}
