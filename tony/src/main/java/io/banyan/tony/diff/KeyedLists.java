package io.banyan.tony.diff;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    int same = NAME.matcher(key).matches() ? sameBeginning() : -1;
    if (same < 0) {
      return null;
    }
    boolean complete = same == before.size() && same == after.size();
    boolean said =
        complete ? areUnique(changes) : isUnique(before) && isUnique(after) && restDiffers(same);
    return said ? ListNode.of(changes).withTag(Tag.of("key", key)) : null;
  }

  /**
   * Mostly, nobody came and nobody went: goes on as long as the keys are the same. What both lists
   * share is not looked into.
   *
   * @return how far; -1 when it cannot be said by key
   */
  private int sameBeginning() {
    int end = Math.min(before.size(), after.size());
    for (int i = 0; i < end; i++) {
      Node old = before.get(i);
      Node made = after.get(i);
      if (!Node.same(old, made)) {
        if (!isKeyed(old) || !isKeyed(made)) {
          return -1;
        }
        if (!keyOf(old).equals(keyOf(made))) {
          return i;
        }
        if (!change(old, made)) {
          return -1;
        }
      }
    }
    return end;
  }

  /** A key with something in it might have something to do in it. */
  private boolean isKeyed(Node element) {
    @Nullable Node value = element instanceof ObjectNode object ? object.get(key) : null;
    return value != null && !(value instanceof ObjectNode || value instanceof ListNode);
  }

  /** Whether each item means one element. */
  private boolean areUnique(List<Node> items) {
    Set<Node> keys = new HashSet<>();
    items.forEach(item -> keys.add(keyOf(item)));
    int meant = 0;
    for (Node element : before.elements()) {
      meant += isKeyed(element) && keys.contains(keyOf(element)) ? 1 : 0;
    }
    return keys.size() == items.size() && meant == items.size();
  }

  private boolean isUnique(ListNode list) {
    Set<Node> keys = new HashSet<>(list.size() * 2);
    for (Node element : list.elements()) {
      if (!isKeyed(element) || !keys.add(keyOf(element))) {
        return false;
      }
    }
    return true;
  }

  private Node keyOf(Node element) {
    Node value = ((ObjectNode) element).get(key);
    return value == null ? Node.none() : value.untagged();
  }

  /** Elements are gone, come, or in another order. */
  private boolean restDiffers(int from) {
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
    if (!Diff.isOfTag(change) || isKeyTagged(old)) {
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
