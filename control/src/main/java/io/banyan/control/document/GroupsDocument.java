package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The groups there are, by name, each with its members in tree order. */
public final class GroupsDocument {

  private GroupsDocument() {}

  /**
   * @param all every child of the tree
   */
  public static List<JsonObject> of(List<ChildSnapshot> all) {
    Map<String, List<JsonObject>> groups = new TreeMap<>();
    for (ChildSnapshot child : GraphDocument.inTreeOrder(all)) {
      for (String group : child.circumstances().groups()) {
        groups.computeIfAbsent(group, name -> new ArrayList<>()).add(member(child));
      }
    }
    return groups.entrySet().stream()
        .map(
            entry -> new JsonObject().put("group", entry.getKey()).put("members", entry.getValue()))
        .toList();
  }

  private static JsonObject member(ChildSnapshot child) {
    return new JsonObject()
        .put("id", child.path().id())
        .put("path", child.path().text())
        .put("state", child.state().text());
  }
}
