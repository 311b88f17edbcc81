package io.banyan.supervision.dependency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Children that have to go down because something they depend on did, until they are. */
final class Departures {

  private final Map<String, Boolean> told = new LinkedHashMap<>();

  /** False when it was on its way already. */
  boolean add(String id) {
    return told.putIfAbsent(id, false) == null;
  }

  boolean has(String id) {
    return told.containsKey(id);
  }

  void down(String id) {
    told.remove(id);
  }

  /** Those that can be told now; each is given out once. */
  List<String> due(Predicate<String> heldBack) {
    List<String> due = new ArrayList<>();
    told.forEach(
        (id, alreadyTold) -> {
          if (!alreadyTold && !heldBack.test(id)) {
            due.add(id);
          }
        });
    due.forEach(id -> told.put(id, true));
    return due;
  }
}
