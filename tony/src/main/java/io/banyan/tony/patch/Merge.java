package io.banyan.tony.patch;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a patch without an operator does. */
final class Merge {

  private Merge() {}

  /** A scalar takes the place of whatever was there. */
  record Set(Node wanted) implements Change {
    @Override
    public Node apply(@Nullable Node value, String key, Work work) {
      work.step();
      return value != null && value.equals(wanted) ? value : wanted;
    }
  }

  /** Key by key; other keys stay. What is no object becomes one. */
  record Fields(Map<String, Change> fields) implements Change {
    @Override
    public Node apply(@Nullable Node value, String key, Work work) {
      ObjectNode before = value instanceof ObjectNode object ? object : ObjectNode.EMPTY;
      ObjectNode.Builder after = ObjectNode.builder();
      boolean changed = !Node.same(before, value);
      for (int i = 0; i < before.size(); i++) {
        work.step();
        Node old = before.value(i);
        @Nullable Change field = fields.get(before.key(i));
        @Nullable Node made = field == null ? old : field.apply(old, before.key(i), work);
        changed |= !Node.same(made, old);
        if (made != null) {
          after.put(before.key(i), made);
        }
      }
      changed |= add(before, after, work);
      return changed ? after.build().withTag(before.tag()) : before;
    }

    private boolean add(ObjectNode before, ObjectNode.Builder after, Work work) {
      boolean added = false;
      for (Map.Entry<String, Change> field : fields.entrySet()) {
        work.step();
        if (!before.has(field.getKey())) {
          @Nullable Node made = field.getValue().apply(null, field.getKey(), work);
          if (made != null) {
            after.put(field.getKey(), made);
            added = true;
          }
        }
      }
      return added;
    }
  }

  /** Place by place, and then as long as the patch. What is no list becomes one. */
  record Elements(List<Change> elements) implements Change {
    @Override
    public Node apply(@Nullable Node value, String key, Work work) {
      ListNode before = value instanceof ListNode list ? list : ListNode.EMPTY;
      List<Node> after = new ArrayList<>(elements.size());
      for (int i = 0; i < elements.size(); i++) {
        work.step();
        @Nullable Node old = i < before.size() ? before.get(i) : null;
        @Nullable Node made = elements.get(i).apply(old, "", work);
        if (made != null) {
          after.add(made);
        }
      }
      Node made = ListNode.of(after).withTag(before.tag());
      return Node.same(before, value) && before.equals(made) ? before : made;
    }
  }

  /** Data into data: no tag in it is an operator. */
  static Node data(Node value, Node wanted, Work work) {
    work.step();
    if (value instanceof ObjectNode before && wanted instanceof ObjectNode object) {
      ObjectNode merged = before;
      for (int i = 0; i < object.size(); i++) {
        work.budget().take(merged.size() + 1L);
        @Nullable Node old = before.get(object.key(i));
        Node field = object.value(i);
        merged = merged.with(object.key(i), old == null ? field : data(old, field, work));
      }
      return merged.withTag(object.tag());
    }
    return wanted;
  }
}
