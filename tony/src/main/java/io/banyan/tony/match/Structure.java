package io.banyan.tony.match;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Path;
import io.banyan.tony.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Patterns that look elsewhere than at the value. */
final class Structure {

  private Structure() {}

  /** {@code !key(k)}: each item is there by its key and fits. */
  record Keyed(Path key, Map<Node, Pattern> items) implements Pattern {
    @Override
    public boolean matches(Node value, String name, Budget budget) {
      budget.take(1);
      if (!(value instanceof ListNode list)) {
        return false;
      }
      int found = 0;
      for (int i = 0; i < list.size() && found < items.size(); i++) {
        budget.take(1);
        @Nullable Node itemKey = key.in(list.get(i));
        @Nullable Pattern item = itemKey == null ? null : items.get(itemKey.untagged());
        found += item != null && item.matches(list.get(i), "", budget) ? 1 : 0;
      }
      return found == items.size();
    }
  }

  /** {@code !has-path}. */
  record HasPath(Path path) implements Pattern {
    @Override
    public boolean matches(Node value, String key, Budget budget) {
      budget.take(1);
      return path.in(value) != null;
    }
  }

  /** {@code !field}: the key under which the value stands. */
  record Field(Pattern pattern) implements Pattern {
    @Override
    public boolean matches(Node value, String key, Budget budget) {
      return pattern.matches(Node.of(key), "", budget);
    }
  }

  /** {@code !tag}: the first name of the tag, and its arguments. */
  record OfTag(Pattern pattern) implements Pattern {
    @Override
    public boolean matches(Node value, String key, Budget budget) {
      Tag tag = value.tag();
      ListNode arguments =
          tag.argument().map(Node::of).map(node -> ListNode.of(node)).orElse(ListNode.EMPTY);
      Node described = ObjectNode.builder().put("name", tag.name()).put("args", arguments).build();
      return pattern.matches(described, "", budget);
    }
  }

  /** {@code !subtree}: the value or anything in it. */
  record Subtree(Pattern pattern) implements Pattern {
    @Override
    public boolean matches(Node value, String key, Budget budget) {
      budget.take(1);
      if (pattern.matches(value, key, budget)) {
        return true;
      }
      if (value instanceof ListNode list) {
        return list.elements().stream().anyMatch(element -> matches(element, "", budget));
      }
      if (value instanceof ObjectNode object) {
        for (int i = 0; i < object.size(); i++) {
          if (matches(object.value(i), object.key(i), budget)) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
