package io.banyan.tony.diff;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The diff of two lists whose elements have a key. It cannot say that elements change places or
 * come elsewhere than at the end: then there is none, and the places are compared.
 */
final class KeyedLists {

  /** As a path, it is one step. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private static final Tag DELETE = Tag.of("!delete");

  private final ListNode before;
  private final ListNode after;
  private final String key;
  private final List<Node> changes = new ArrayList<>();

  KeyedLists(ListNode before, ListNode after) {
    this.before = before;
    this.after = after;
    key = before.tag().argument().orElse("");
  }

  /** Null when it cannot be said by key. */
  @Nullable Node diff() {
    boolean said =
        NAME.matcher(key).matches() && before.isUniqueBy(key) && after.isUniqueBy(key) && compare();
    return said ? ListNode.of(changes).withTag(Tag.of("key", key)) : null;
  }

  /**
   * Mostly, nobody came and nobody went: goes on as long as the keys are the same. What both lists
   * share is not looked into.
   */
  private boolean compare() {
    int end = Math.min(before.size(), after.size());
    for (int i = 0; i < end; i++) {
      Node old = before.get(i);
      Node made = after.get(i);
      if (!Node.same(old, made)) {
        if (!keyOf(old).equals(keyOf(made))) {
          return rest(i);
        }
        if (!change(old, made)) {
          return false;
        }
      }
    }
    return rest(end);
  }

  private Node keyOf(Node element) {
    Node value = ((ObjectNode) element).get(key);
    return value == null ? Node.none() : value.untagged();
  }

  /** From the first key on that is another: elements are gone, come, or in another order. */
  private boolean rest(int from) {
    Map<Node, Node> made = new HashMap<>();
    for (int i = from; i < after.size(); i++) {
      made.put(keyOf(after.get(i)), after.get(i));
    }
    int next = from;
    for (int i = from; i < before.size(); i++) {
      Node old = before.get(i);
      @Nullable Node same = made.get(keyOf(old));
      if (same == null) {
        changes.add(ObjectNode.builder().put(key, keyOf(old)).build().withTag(DELETE));
      } else if (!Node.same(after.get(next++), same)
          || !(Node.same(old, same) || change(old, same))) {
        return false;
      }
    }
    return add(next);
  }

  /** What is new says enough as it is. */
  private boolean add(int from) {
    for (int i = from; i < after.size(); i++) {
      Node element = after.get(i);
      boolean plain = !element.hasTags() && !Diff.hasDuplicates(element);
      if (!plain && !Diff.fits(element.tag())) {
        return false;
      }
      changes.add(plain ? element : Diff.inserted(element));
    }
    return true;
  }

  /** False when it cannot be said of an element that has to tell its key. */
  private boolean change(Node old, Node made) {
    @Nullable Node change = Diff.between(old, made);
    if (change == null) {
      return true;
    }
    if (change instanceof ObjectNode fields && change.tag().isNone()) {
      return changeFields(fields, old);
    }
    boolean twice = ((ObjectNode) old).hasDuplicates();
    if (!Diff.isOfTag(change) || isKeyTagged(old) || twice) {
      return false;
    }
    changes.add(ObjectNode.builder().put(key, keyOf(old)).build().withTag(change.tag()));
    return true;
  }

  /** Its key would take the place of the one with the tag. */
  private boolean isKeyTagged(Node element) {
    @Nullable Node value = ((ObjectNode) element).get(key);
    return value != null && !value.tag().isNone();
  }

  private boolean changeFields(ObjectNode fields, Node old) {
    @Nullable Node ofKey = fields.get(key);
    if (ofKey == null ? isKeyTagged(old) : !Diff.isOfTag(ofKey)) {
      return false;
    }
    Node keyValue = keyOf(old);
    ObjectNode.Builder item = ObjectNode.builder();
    item.put(key, ofKey == null ? keyValue : keyValue.withTag(ofKey.tag()));
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.key(i).equals(key)) {
        item.put(fields.key(i), fields.value(i));
      }
    }
    changes.add(item.build());
    return true;
  }
}
