package io.banyan.tony.patch;

import io.banyan.tony.Limits;
import io.banyan.tony.ListNode;
import io.banyan.tony.Mistake;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Tag;
import io.banyan.tony.match.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes a change of a document. Every mistake is told; what is wrong changes nothing. */
final class PatchCompiler {

  private final Limits limits;
  private final Consumer<Mistake> mistakes;

  /** Containers and operators in one another, which one walk through them has to go down. */
  private final int deepest;

  private int depth;

  PatchCompiler(Limits limits, Consumer<Mistake> mistakes) {
    this.limits = limits;
    this.mistakes = mistakes;
    deepest = 2 * limits.depth();
  }

  Change compile(Node node) {
    if (depth == deepest) {
      return wrong(node, "more than %d operators and containers in one another".formatted(deepest));
    }
    depth++;
    try {
      Tag tag = node.tag();
      return tag.isNone() ? plain(node) : Operators.of(this, node, node.withTag(tag.rest()));
    } finally {
      depth--;
    }
  }

  private Change plain(Node node) {
    if (node instanceof ObjectNode object) {
      return fields(object);
    }
    if (node instanceof ListNode list) {
      List<Change> elements = list.elements().stream().map(this::compile).toList();
      return new Merge.Elements(elements);
    }
    return new Merge.Set(node);
  }

  private Change fields(ObjectNode object) {
    Map<String, Change> fields = new LinkedHashMap<>();
    for (int i = 0; i < object.size(); i++) {
      if (fields.put(object.key(i), compile(object.value(i))) != null) {
        wrong(object.value(i), "the key %s is given twice".formatted(object.key(i)));
      }
    }
    return new Merge.Fields(fields);
  }

  Query query(Node node) {
    return Query.of(node, limits, mistakes);
  }

  Change wrong(Node node, String what) {
    mistakes.accept(new Mistake(node.position(), what));
    return new Simple.Pass();
  }
}
