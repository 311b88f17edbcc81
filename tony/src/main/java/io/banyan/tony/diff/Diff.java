package io.banyan.tony.diff;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.NullNode;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The patch that leads from one document to another: applied to the first, it makes the second.
 * What two documents share is not looked at, so the diff of a document and its successor costs
 * little more than what changed.
 */
public final class Diff {

  private Diff() {}

  /**
   * What changed.
   *
   * @return empty when the documents are equal
   */
  public static Optional<Node> of(Node before, Node after) {
    return Optional.ofNullable(between(before, after));
  }

  /** Null when nothing changed. */
  static @Nullable Node between(Node before, Node after) {
    if (before.equals(after)) {
      return null;
    }
    if (before instanceof ObjectNode from && after instanceof ObjectNode to) {
      return sameTag(before, after) ? fields(from, to) : replaced(before, after);
    }
    if (before instanceof ListNode from && after instanceof ListNode to) {
      return sameTag(before, after) ? Lists.between(from, to) : replaced(before, after);
    }
    if (before instanceof NullNode && before.tag().isNone() && isPlain(after)) {
      return after;
    }
    return replaced(before, after);
  }

  /**
   * Where nothing was, the value says enough: as a patch it is itself.
   *
   * @return false when a part of it would be taken for something to do
   */
  private static boolean isPlain(Node value) {
    return !value.hasTags() && !hasDuplicates(value);
  }

  private static boolean sameTag(Node before, Node after) {
    return before.tag().equals(after.tag());
  }

  /** When nothing but the tag changed, the value is not repeated. */
  static Node replaced(Node before, Node after) {
    if (before.sameValue(after)) {
      if (before.tag().isNone() && fits(after.tag())) {
        return Node.none().withTag(named("addtag", after.tag()));
      }
      if (after.tag().isNone() && fits(before.tag())) {
        return Node.none().withTag(named("rmtag", before.tag()));
      }
    }
    return ObjectNode.builder()
        .put("from", before)
        .put("to", after)
        .build()
        .withTag(Tag.of("!replace"));
  }

  /** Whether a change is one of a tag alone. */
  static boolean isOfTag(Node change) {
    return change instanceof NullNode
        && (change.tag().name().equals("addtag") || change.tag().name().equals("rmtag"));
  }

  private static Node fields(ObjectNode before, ObjectNode after) {
    if (before.hasDuplicates() || after.hasDuplicates()) {
      return replaced(before, after);
    }
    ObjectNode.Builder changes = ObjectNode.builder();
    for (int i = 0; i < before.size(); i++) {
      String key = before.key(i);
      Node old = before.value(i);
      @Nullable Node made = sameKey(after, i, key);
      @Nullable Node change = made == null ? deleted(old) : between(old, made);
      if (change != null) {
        changes.put(key, change);
      }
    }
    for (int i = 0; i < after.size(); i++) {
      if (sameKey(before, i, after.key(i)) == null) {
        changes.put(after.key(i), inserted(after.value(i)));
      }
    }
    return changes.build();
  }

  /** Mostly, keys are in the same place. */
  private static @Nullable Node sameKey(ObjectNode object, int place, String key) {
    return place < object.size() && object.key(place).equals(key)
        ? object.value(place)
        : object.get(key);
  }

  static Node inserted(Node value) {
    if (value.tag().isNone()) {
      return value.withTag(Tag.of("!insert"));
    }
    return fits(value.tag())
        ? value.withTag(named("insert", value.tag()))
        : replaced(Node.none(), value);
  }

  static Node deleted(Node value) {
    if (value.tag().isNone()) {
      return value.withTag(Tag.of("!delete"));
    }
    return fits(value.tag())
        ? value.withTag(named("delete", value.tag()))
        : Node.none().withTag(Tag.of("!delete"));
  }

  private static Tag named(String operator, Tag tag) {
    return Tag.of(operator, tag.text().substring(1));
  }

  /** Whether a tag may be an argument: what comes of it is not too long. */
  static boolean fits(Tag tag) {
    return tag.text().length() <= Tag.LENGTH - "!addtag()".length();
  }

  static boolean hasDuplicates(Node value) {
    if (value instanceof ListNode list) {
      return list.elements().stream().anyMatch(Diff::hasDuplicates);
    }
    if (value instanceof ObjectNode object) {
      if (object.hasDuplicates()) {
        return true;
      }
      for (int i = 0; i < object.size(); i++) {
        if (hasDuplicates(object.value(i))) {
          return true;
        }
      }
    }
    return false;
  }
}
