package io.banyan.tony.match;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every named key is there and fits; others do not matter. Met with a list, it means the elements:
 * one has to fit, and those that do are shown. An empty list fits when nothing is asked but the
 * names, so that naming a key never hides an element.
 *
 * @param fields by key, in the order of the pattern
 * @param demands whether any of them asks for more than being there
 * @param trims whether any of them leaves out keys
 */
record ObjectPattern(Map<String, Pattern> fields, boolean demands, boolean trims)
    implements Pattern {

  static ObjectPattern of(Map<String, Pattern> fields) {
    return new ObjectPattern(
        fields,
        fields.values().stream().anyMatch(Pattern::demands),
        fields.values().stream().anyMatch(Pattern::trims));
  }

  @Override
  public boolean isOfElements() {
    return true;
  }

  @Override
  public boolean matches(Node value, String key, Budget budget) {
    budget.take(1);
    if (value instanceof ListNode list) {
      return list.size() == 0 ? !demands : anyMatches(list, budget);
    }
    if (!(value instanceof ObjectNode object)) {
      return false;
    }
    for (Map.Entry<String, Pattern> field : fields.entrySet()) {
      Node there = object.get(field.getKey());
      if (there == null || !field.getValue().matches(there, field.getKey(), budget)) {
        return false;
      }
    }
    return true;
  }

  private boolean anyMatches(ListNode list, Budget budget) {
    for (int i = 0; i < list.size(); i++) {
      if (matches(list.get(i), "", budget)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable Node show(Node value, boolean trim, Budget budget) {
    if (!trim && !trims) {
      return value;
    }
    if (value instanceof ListNode list) {
      return trim ? shownElements(list, budget) : value;
    }
    return value instanceof ObjectNode object ? shownFields(object, trim, budget) : value;
  }

  private Node shownElements(ListNode list, Budget budget) {
    List<Node> shown = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Node element = list.get(i);
      @Nullable Node part = matches(element, "", budget) ? show(element, true, budget) : null;
      if (part != null) {
        shown.add(part);
      }
    }
    return ListNode.of(shown).withTag(list.tag());
  }

  private Node shownFields(ObjectNode object, boolean trim, Budget budget) {
    ObjectNode.Builder shown = ObjectNode.builder();
    for (int i = 0; i < object.size(); i++) {
      budget.take(1);
      Pattern field = fields.get(object.key(i));
      Node value = object.value(i);
      @Nullable Node part = field == null ? (trim ? null : value) : field.show(value, trim, budget);
      if (part != null) {
        shown.put(object.key(i), part);
      }
    }
    return shown.build().withTag(object.tag());
  }
}
