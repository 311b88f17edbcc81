package io.banyan.tony.match;

import io.banyan.tony.Limits;
import io.banyan.tony.ListNode;
import io.banyan.tony.Mistake;
import io.banyan.tony.Node;
import io.banyan.tony.NullNode;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes a pattern of a document. Every mistake is told; what is wrong becomes any pattern. */
final class PatternCompiler {

  private static final Pattern ANYTHING = new Scalars.Anything();

  private final Consumer<Mistake> mistakes;

  /** Containers and operators in one another, which one walk through them has to go down. */
  private final int deepest;

  private int depth;

  PatternCompiler(Limits limits, Consumer<Mistake> mistakes) {
    this.mistakes = mistakes;
    deepest = 2 * limits.depth();
  }

  Pattern compile(Node node) {
    if (depth == deepest) {
      return wrong(node, "more than %d operators and containers in one another".formatted(deepest));
    }
    depth++;
    try {
      return node.tag().isNone() ? plain(node) : operator(node);
    } finally {
      depth--;
    }
  }

  private Pattern plain(Node node) {
    if (node instanceof ObjectNode object) {
      return ObjectPattern.of(fields(object));
    }
    if (node instanceof ListNode list) {
      return new ListPattern(all(list));
    }
    return node instanceof NullNode ? ANYTHING : new Scalars.Same(node);
  }

  List<Pattern> all(ListNode list) {
    return list.elements().stream().map(this::compile).toList();
  }

  Map<String, Pattern> fields(ObjectNode object) {
    Map<String, List<Node>> byKey = new LinkedHashMap<>();
    for (int i = 0; i < object.size(); i++) {
      byKey.computeIfAbsent(object.key(i), key -> new ArrayList<>()).add(object.value(i));
    }
    Map<String, Pattern> fields = new LinkedHashMap<>();
    byKey.forEach((key, values) -> fields.put(key, both(values)));
    return fields;
  }

  /** Objects under the same key are one object with the keys of all. */
  private Pattern both(List<Node> values) {
    if (values.size() == 1) {
      return compile(values.get(0));
    }
    if (values.stream().allMatch(node -> node instanceof ObjectNode && node.tag().isNone())) {
      ObjectNode.Builder one = ObjectNode.builder();
      for (Node value : values) {
        ObjectNode object = (ObjectNode) value;
        for (int i = 0; i < object.size(); i++) {
          one.put(object.key(i), object.value(i));
        }
      }
      return compile(one.build().at(values.get(0).position()));
    }
    return new Logic.Both(values.stream().map(this::compile).toList());
  }

  private Pattern operator(Node node) {
    Tag tag = node.tag();
    if (tag.argument().isPresent() && !tag.name().equals("key")) {
      return wrong(node, "!%s takes no argument".formatted(tag.name()));
    }
    return Operators.of(this, node, node.withTag(tag.rest()));
  }

  Pattern wrong(Node node, String what) {
    mistakes.accept(new Mistake(node.position(), what));
    return ANYTHING;
  }
}
