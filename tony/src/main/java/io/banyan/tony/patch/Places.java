package io.banyan.tony.patch;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.Position;
import io.banyan.tony.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Operators that count: {@code !arraydiff} and {@code !strdiff}. A place counts what is kept, what
 * is deleted and what is inserted, in the order in which the list is gone through.
 */
final class Places {

  private Places() {}

  /** {@code !arraydiff}: changes of a list by place. */
  record OfList(Position position, SortedMap<Integer, Change> places) implements Change {
    @Override
    public Node apply(@Nullable Node value, String key, Work work) {
      if (!(value instanceof ListNode before)) {
        throw Change.conflict(position, "there is %s, not a list".formatted(Change.words(value)));
      }
      work.budget().take(before.size() + 1L);
      List<Node> after = new ArrayList<>(before.size() + places.size());
      int from = 0;
      int place = 0;
      for (Map.Entry<Integer, Change> entry : places.entrySet()) {
        int kept = entry.getKey() - place;
        need(kept <= before.size() - from);
        after.addAll(before.elements().subList(from, from + kept));
        from += kept;
        place += kept + 1;
        if (entry.getValue() instanceof Simple.Insert insert) {
          after.add(insert.wanted());
        } else {
          need(from < before.size());
          change(before.get(from++), entry.getValue(), after, work);
        }
      }
      after.addAll(before.elements().subList(from, before.size()));
      return ListNode.of(after).withTag(before.tag());
    }

    private static void change(Node element, Change change, List<Node> after, Work work) {
      if (change instanceof Simple.Delete delete) {
        delete.check(element);
      }
      @Nullable Node made = change.apply(element, "", work);
      if (made != null) {
        after.add(made);
      }
    }

    private void need(boolean there) {
      if (!there) {
        throw Change.conflict(position, "the list is shorter than that");
      }
    }
  }

  /**
   * One change of a text.
   *
   * @param from what is there; null for an insertion
   * @param to what comes instead; null for a deletion
   */
  record Span(@Nullable String from, @Nullable String to) {}

  /** {@code !strdiff}: changes of a text, by character or by line. */
  record OfText(Position position, boolean lines, SortedMap<Integer, Span> spans)
      implements Change {
    @Override
    public Node apply(@Nullable Node value, String key, Work work) {
      if (!(value instanceof TextNode text)) {
        throw Change.conflict(position, "there is %s, not a text".formatted(Change.words(value)));
      }
      work.budget().take(text.text().length() + 1L);
      List<String> before = units(text.text());
      List<String> after = new ArrayList<>(before.size());
      int from = 0;
      int place = 0;
      for (Map.Entry<Integer, Span> entry : spans.entrySet()) {
        List<String> old = units(entry.getValue().from());
        List<String> made = units(entry.getValue().to());
        int kept = entry.getKey() - place;
        need(kept >= 0 && kept <= before.size() - from);
        after.addAll(before.subList(from, from + kept));
        from += kept;
        need(
            old.size() <= before.size() - from
                && before.subList(from, from + old.size()).equals(old));
        from += old.size();
        after.addAll(made);
        place = entry.getKey() + Math.max(1, made.size());
      }
      after.addAll(before.subList(from, before.size()));
      return Node.of(String.join(lines ? "\n" : "", after)).withTag(text.tag());
    }

    private List<String> units(@Nullable String text) {
      if (text == null) {
        return List.of();
      }
      return lines
          ? Arrays.asList(text.split("\n", -1))
          : text.codePoints().mapToObj(Character::toString).toList();
    }

    private void need(boolean there) {
      if (!there) {
        throw Change.conflict(position, "the text is another than that");
      }
    }
  }
}
