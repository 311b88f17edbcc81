package io.banyan.tony.patch;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.Path;
import io.banyan.tony.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code !key(k)}: each item changes the element of the same key; what is new comes to the end.
 * Elements without the key stay as they are.
 *
 * @param tag of a list that is new
 * @param items by key, in the order of the patch
 */
record Keyed(Path key, Tag tag, Map<Node, Change> items) implements Change {

  @Override
  public Node apply(@Nullable Node value, String name, Work work) {
    ListNode before = value instanceof ListNode list ? list : ListNode.EMPTY;
    Map<Node, Change> left = new LinkedHashMap<>(items);
    List<Node> after = new ArrayList<>(before.size() + items.size());
    boolean changed = !Node.same(before, value);
    for (Node element : before.elements()) {
      work.step();
      @Nullable Node made = one(element, left, work);
      changed |= !Node.same(made, element);
      if (made != null) {
        after.add(made);
      }
    }
    for (Change item : left.values()) {
      work.step();
      @Nullable Node made = item.apply(null, "", work);
      if (made != null) {
        after.add(made);
        changed = true;
      }
    }
    if (!changed) {
      return before;
    }
    return ListNode.of(after).withTag(value instanceof ListNode ? before.tag() : tag);
  }

  private @Nullable Node one(Node element, Map<Node, Change> left, Work work) {
    @Nullable Node elementKey = left.isEmpty() ? null : key.in(element);
    @Nullable Change item = elementKey == null ? null : left.remove(elementKey.untagged());
    return item == null ? element : item.apply(element, "", work);
  }
}
