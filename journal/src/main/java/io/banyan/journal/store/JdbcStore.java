package io.banyan.journal.store;

import io.banyan.runtime.event.EventQuery;
import io.banyan.runtime.event.RecordedEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Facts in a relational database: H2 in a file, or PostgreSQL. */
public final class JdbcStore implements JournalStore {

  /** What one statement reads at once. */
  private static final int PAGE = 1_000;

  private final String tree;
  private final Database database;

  private JdbcStore(String tree, Database.Place place) {
    this.tree = tree;
    this.database = new Database(place);
  }

  /**
   * In a folder that nobody else may read, and where there is no server.
   *
   * @param folder made when it is not there, mode 0700
   * @param fsync whether facts survive a power cut, too; each batch then waits for the disk
   */
  public static JdbcStore inFolder(String tree, Path folder, boolean fsync) {
    // Locked by the system, which lets go when we die. Each commit is in the file when it returns:
    // without WRITE_DELAY=0 it would be up to half a second later. The JVM's end is not its end.
    String url =
        "jdbc:h2:file:"
            + folder.toAbsolutePath().resolve("journal")
            + ";FILE_LOCK=FS;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    Optional<String> sync = fsync ? Optional.of("CHECKPOINT SYNC") : Optional.empty();
    return new JdbcStore(tree, new Database.Place(url, "sa", "", Optional.of(folder), sync));
  }

  /** In a database that is there already. */
  public static JdbcStore at(String tree, String url, String user, String password) {
    return new JdbcStore(
        tree, new Database.Place(url, user, password, Optional.empty(), Optional.empty()));
  }

  @Override
  public synchronized void append(List<Entry> entries) {
    database.inTransaction(true, connection -> insert(connection, entries));
  }

  private boolean insert(Connection connection, List<Entry> entries) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO banyan_fact (tree, entry, sequence, micros, path, id, type, fact)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Entry entry : entries) {
        Rows.fill(insert, tree, entry);
        insert.addBatch();
      }
      insert.executeBatch();
      return true;
    }
  }

  @Override
  public void replay(long from, long to, long most, Consumer<Entry> reader) {
    long next = from;
    long left = most;
    while (next <= to && left > 0) {
      Page page = page(next, to, Math.min(left, PAGE));
      page.entries().forEach(reader);
      if (page.rows() == 0) {
        return;
      }
      left -= page.rows();
      next = page.last() + 1;
    }
  }

  private record Page(List<Entry> entries, int rows, long last) {}

  private synchronized Page page(long from, long to, long most) {
    return database.inTransaction(false, connection -> page(connection, from, to, most));
  }

  private Page page(Connection connection, long from, long to, long most) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    int count = 0;
    long last = from;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT entry, sequence, micros, fact FROM banyan_fact"
                + " WHERE tree = ? AND entry >= ? AND entry <= ? ORDER BY entry LIMIT ?")) {
      select.setString(1, tree);
      select.setLong(2, from);
      select.setLong(3, to);
      select.setLong(4, most);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          long entry = rows.getLong("entry");
          Rows.read(rows).ifPresent(event -> entries.add(new Entry(entry, event)));
          count++;
          last = entry;
        }
      }
    }
    return new Page(entries, count, last);
  }

  @Override
  public synchronized long lastEntry() {
    return Math.max(
        number("SELECT MAX(entry) FROM banyan_fact WHERE tree = ?"),
        number("SELECT MAX(entry) FROM banyan_snapshot WHERE tree = ?"));
  }

  @Override
  public synchronized void removeTo(long entry) {
    execute("DELETE FROM banyan_fact WHERE tree = ? AND entry <= ?", entry);
  }

  @Override
  public synchronized long lastExpired(Instant olderThan, long most) {
    long old =
        number(
            "SELECT MAX(entry) FROM banyan_fact WHERE tree = ? AND micros < ?",
            Rows.micros(olderThan));
    return Math.max(old, lastEntry() - most);
  }

  @Override
  public synchronized List<RecordedEvent> find(EventQuery query) {
    return database.inTransaction(false, new FactSearch(tree, query)::in);
  }

  @Override
  public synchronized void save(Snapshot snapshot) {
    long before =
        number(
            "SELECT MAX(entry) FROM banyan_snapshot WHERE tree = ? AND entry < ?",
            snapshot.entry());
    database.inTransaction(true, connection -> replace(connection, snapshot));
    execute("DELETE FROM banyan_snapshot WHERE tree = ? AND entry < ?", before);
  }

  private boolean replace(Connection connection, Snapshot snapshot) throws SQLException {
    update(
        connection, "DELETE FROM banyan_snapshot WHERE tree = ? AND entry = ?", snapshot.entry());
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO banyan_snapshot (tree, entry, micros, state) VALUES (?, ?, ?, ?)")) {
      insert.setString(1, tree);
      insert.setLong(2, snapshot.entry());
      insert.setLong(3, Rows.micros(snapshot.time()));
      insert.setString(4, snapshot.state());
      insert.executeUpdate();
      return true;
    }
  }

  @Override
  public synchronized Optional<Snapshot> snapshot(long upTo) {
    AtomicReference<Snapshot> found = new AtomicReference<>();
    database.inTransaction(
        false,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT entry, micros, state FROM banyan_snapshot"
                      + " WHERE tree = ? AND entry <= ? ORDER BY entry DESC LIMIT 1")) {
            select.setString(1, tree);
            select.setLong(2, upTo);
            try (ResultSet rows = select.executeQuery()) {
              if (rows.next()) {
                found.set(
                    new Snapshot(
                        rows.getLong(1), Rows.instant(rows.getLong(2)), rows.getString(3)));
              }
            }
          }
          return true;
        });
    return Optional.ofNullable(found.get());
  }

  @Override
  public synchronized void close() {
    database.close();
  }

  private void execute(String sql, long... values) {
    database.inTransaction(
        true,
        connection -> {
          update(connection, sql, values);
          return true;
        });
  }

  private void update(Connection connection, String sql, long... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      fill(statement, values);
      statement.executeUpdate();
    }
  }

  /** One number; 0 for none. */
  private long number(String sql, long... values) {
    return database.inTransaction(
        false,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            fill(select, values);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? row.getLong(1) : 0L;
            }
          }
        });
  }

  private void fill(PreparedStatement statement, long... values) throws SQLException {
    statement.setString(1, tree);
    for (int i = 0; i < values.length; i++) {
      statement.setLong(i + 2, values[i]);
    }
  }
}
