package io.banyan.tony.diff;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Tag;
import org.jspecify.annotations.Nullable;

/** Diffs of lists: by key where both say which, else by place. */
final class Lists {

  private static final Tag BY_PLACE = Tag.of("!arraydiff");

  private Lists() {}

  /** Of two lists with the same tag that differ. */
  static Node between(ListNode before, ListNode after) {
    if (before.tag().name().equals("key")) {
      @Nullable Node byKey = new KeyedLists(before, after).diff();
      if (byKey != null) {
        return byKey;
      }
    }
    return fits(before) && fits(after) ? byPlace(before, after) : Diff.replaced(before, after);
  }

  private static boolean fits(ListNode list) {
    return list.elements().stream().allMatch(element -> Diff.fits(element.tag()));
  }

  /** Where elements were taken out and others put in, they are taken for changed ones. */
  private static Node byPlace(ListNode before, ListNode after) {
    boolean[][] kept = Common.of(before.elements(), after.elements());
    ObjectNode.Builder changes = ObjectNode.builder();
    int from = 0;
    int to = 0;
    for (int place = 0; from < before.size() || to < after.size(); place++) {
      boolean gone = from < before.size() && !kept[0][from];
      boolean come = to < after.size() && !kept[1][to];
      String key = Integer.toString(place);
      if (gone && come) {
        @Nullable Node change = Diff.between(before.get(from++), after.get(to++));
        if (change != null) {
          changes.put(key, change);
        }
      } else if (gone) {
        changes.put(key, Diff.deleted(before.get(from++)));
      } else if (come) {
        changes.put(key, Diff.inserted(after.get(to++)));
      } else {
        from++;
        to++;
      }
    }
    return changes.build().withTag(BY_PLACE);
  }
}
