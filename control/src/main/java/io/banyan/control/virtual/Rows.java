package io.banyan.control.virtual;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list whose elements have a key, in the order in which they came. The list that was told before
 * is kept: one changed row costs a copy of references, and what is new comes to the end, as a diff
 * by key wants it.
 */
final class Rows {

  private final Tag tag;
  private final List<String> keys = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private ListNode list;

  /**
   * @param key the field that tells rows apart
   */
  Rows(String key) {
    tag = Tag.of("key", key);
    list = (ListNode) ListNode.EMPTY.withTag(tag);
  }

  void put(String key, Node row) {
    @Nullable Integer place = places.get(key);
    if (place != null) {
      list = list.with(place, row);
      return;
    }
    places.put(key, keys.size());
    keys.add(key);
    List<Node> more = new ArrayList<>(list.elements());
    more.add(row);
    list = (ListNode) ListNode.of(more).withTag(tag);
  }

  void remove(String key) {
    @Nullable Integer place = places.remove(key);
    if (place != null) {
      keys.remove(place.intValue());
      for (int i = place; i < keys.size(); i++) {
        places.put(keys.get(i), i);
      }
      List<Node> fewer = new ArrayList<>(list.elements());
      fewer.remove(place.intValue());
      list = (ListNode) ListNode.of(fewer).withTag(tag);
    }
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  ListNode list() {
    return list;
  }
}
