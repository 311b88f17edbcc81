package io.banyan.tony.patch;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.TextNode;
import io.banyan.tony.match.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators that choose what they change. */
final class Branching {

  private Branching() {}

  /** {@code !if}. */
  record If(Query condition, Change then, Change otherwise) implements Change {
    @Override
    public @Nullable Node apply(@Nullable Node value, String key, Work work) {
      work.step();
      Node asked = value == null ? Node.none() : value;
      return condition.matches(asked, key, work.budget())
          ? then.apply(value, key, work)
          : otherwise.apply(value, key, work);
    }
  }

  /** {@code !all}: every element, or every value of an object; of a scalar, the scalar. */
  record All(Change each) implements Change {
    @Override
    public @Nullable Node apply(@Nullable Node value, String key, Work work) {
      return value instanceof ListNode || value instanceof ObjectNode
          ? children(value, each, work)
          : each.apply(value, key, work);
    }
  }

  /** A container with a change made to each of its values; a scalar as it is. */
  private static Node children(Node value, Change each, Work work) {
    if (value instanceof ListNode list) {
      List<Node> made = new ArrayList<>(list.size());
      for (Node element : list.elements()) {
        work.step();
        @Nullable Node changed = each.apply(element, "", work);
        if (changed != null) {
          made.add(changed);
        }
      }
      return ListNode.of(made).withTag(list.tag());
    }
    if (value instanceof ObjectNode object) {
      ObjectNode.Builder made = ObjectNode.builder();
      for (int i = 0; i < object.size(); i++) {
        work.step();
        @Nullable Node changed = each.apply(object.value(i), object.key(i), work);
        if (changed != null) {
          made.put(object.key(i), changed);
        }
      }
      return made.build().withTag(object.tag());
    }
    return value;
  }

  /** One line of a {@code !dive}: a query, and the change where it fits. */
  record Rule(Query query, Change change) {}

  /** {@code !dive}: each rule in turn, to every value, from the deepest up. */
  record Dive(List<Rule> rules) implements Change {
    @Override
    public @Nullable Node apply(@Nullable Node value, String key, Work work) {
      work.step();
      if (value == null) {
        return null;
      }
      @Nullable Node made = children(value, this, work);
      for (int i = 0; i < rules.size() && made != null; i++) {
        work.step();
        Rule rule = rules.get(i);
        if (rule.query().matches(made, key, work.budget())) {
          made = rule.change().apply(made, key, work);
          if (made != null) {
            // A rule may double what the last one made.
            work.limits().check(made);
          }
        }
      }
      return made;
    }
  }

  /** {@code !embed(x)}: the given value, with the old one wherever it says x. */
  record Embed(String name, Node template) implements Change {
    @Override
    public @Nullable Node apply(@Nullable Node value, String key, Work work) {
      Node made = embed(template, value == null ? Node.none() : value, work);
      work.limits().check(made);
      return made;
    }

    private Node embed(Node in, Node value, Work work) {
      if (in instanceof TextNode text && text.text().equals(name)) {
        work.step();
        return value;
      }
      return children(in, (child, key, same) -> embedIn(child, value, same), work);
    }

    private @Nullable Node embedIn(@Nullable Node child, Node value, Work work) {
      return child == null ? null : embed(child, value, work);
    }
  }
}
