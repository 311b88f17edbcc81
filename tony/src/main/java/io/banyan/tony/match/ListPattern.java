package io.banyan.tony.match;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Place by place, and as long. */
record ListPattern(List<Pattern> elements) implements Pattern {

  @Override
  public boolean matches(Node value, String key, Budget budget) {
    budget.take(1);
    if (!(value instanceof ListNode list) || list.size() != elements.size()) {
      return false;
    }
    for (int i = 0; i < list.size(); i++) {
      if (!elements.get(i).matches(list.get(i), "", budget)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean trims() {
    return elements.stream().anyMatch(Pattern::trims);
  }

  /** As the reference trims: for each pattern, the first element that fits and is not taken. */
  @Override
  public @Nullable Node show(Node value, boolean trim, Budget budget) {
    if (!(value instanceof ListNode list) || !(trim || trims())) {
      return value;
    }
    List<Node> shown = new ArrayList<>();
    boolean[] taken = new boolean[list.size()];
    for (Pattern element : elements) {
      int at = first(element, list, taken, budget);
      @Nullable Node part = at < 0 ? null : element.show(list.get(at), trim, budget);
      if (part != null) {
        shown.add(part);
      }
    }
    return ListNode.of(shown).withTag(list.tag());
  }

  private static int first(Pattern element, ListNode list, boolean[] taken, Budget budget) {
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i] && element.matches(list.get(i), "", budget)) {
        taken[i] = true;
        return i;
      }
    }
    return -1;
  }
}
