package io.banyan.journal.store;

import io.banyan.runtime.event.EventFilter;
import io.banyan.runtime.event.EventQuery;
import io.banyan.runtime.event.EventType;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** One search for facts of a tree, as SQL. */
final class FactSearch {

  private final StringBuilder sql =
      new StringBuilder("SELECT sequence, micros, fact FROM banyan_fact WHERE tree = ?");
  private final List<Object> values = new ArrayList<>();
  private final EventQuery query;

  FactSearch(String tree, EventQuery query) {
    this.query = query;
    values.add(tree);
    and("sequence > ?", query.after());
    query.since().ifPresent(since -> and("micros >= ?", Rows.micros(since)));
    child(query.filter());
    types(query.filter().types());
    sql.append(query.newest() ? " ORDER BY sequence DESC" : " ORDER BY sequence");
    sql.append(" LIMIT ?");
    values.add(query.limit());
  }

  private void child(EventFilter filter) {
    filter
        .child()
        .ifPresent(
            name -> {
              if (name.equals("/")) {
                return;
              }
              // Not LIKE: an id may hold its wild cards. The character after the slash is 0.
              sql.append(" AND (id = ? OR path = ? OR (path >= ? AND path < ?))");
              values.addAll(List.of(name, name, name + "/", name + "0"));
            });
  }

  private void types(Set<String> types) {
    if (!types.isEmpty()) {
      Set<String> all = new TreeSet<>(types);
      if (all.remove(EventType.ENDED)) {
        for (Outcome outcome : Outcome.values()) {
          all.add(outcome.name().toLowerCase(Locale.ROOT));
        }
      }
      sql.append(" AND type IN (")
          .append(String.join(", ", Collections.nCopies(all.size(), "?")))
          .append(')');
      values.addAll(all);
    }
  }

  private void and(String condition, Object value) {
    sql.append(" AND ").append(condition);
    values.add(value);
  }

  /** What is found, in order. */
  List<RecordedEvent> in(Connection connection) throws SQLException {
    List<RecordedEvent> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Rows.read(rows).ifPresent(found::add);
        }
      }
    }
    if (query.newest()) {
      Collections.reverse(found);
    }
    return found;
  }
}
