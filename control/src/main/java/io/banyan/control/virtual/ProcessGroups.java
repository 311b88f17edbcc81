package io.banyan.control.virtual;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Process groups with those of our processes that are in them. For one thread at a time. */
final class ProcessGroups {

  private final Map<Long, Rows> members = new HashMap<>();
  private final Rows groups = new Rows("pgid");

  /**
   * @param id of the process in the document
   */
  void replace(String id, ProcessEntry.Facts before, ProcessEntry.Facts after) {
    boolean same =
        before.group() == after.group()
            && before.name().equals(after.name())
            && Objects.equals(before.identity(), after.identity());
    if (same) {
      return;
    }
    if (before.identity() != null) {
      leave(id, before.group());
    }
    if (after.identity() != null) {
      join(id, after.group(), member(id, after.identity().pid(), after.name()));
    }
  }

  private static Node member(String id, long pid, String name) {
    return ObjectNode.builder().put("id", id).put("pid", pid).put("name", name).build();
  }

  private void join(String id, long group, Node member) {
    Rows rows = members.computeIfAbsent(group, none -> new Rows("id"));
    rows.put(id, member);
    tell(group, rows);
  }

  private void leave(String id, long group) {
    Rows rows = members.get(group);
    if (rows != null) {
      rows.remove(id);
      if (rows.isEmpty()) {
        members.remove(group);
        groups.remove(Long.toString(group));
      } else {
        tell(group, rows);
      }
    }
  }

  private void tell(long group, Rows rows) {
    groups.put(
        Long.toString(group),
        ObjectNode.builder().put("pgid", group).put("processes", rows.list()).build());
  }

  ListNode list() {
    return groups.list();
  }
}
