package io.banyan.journal.store;

import io.banyan.journal.text.FactText;
import io.banyan.runtime.event.RecordedEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Facts as rows of {@code banyan_fact}. */
final class Rows {

  private Rows() {}

  /** As they stand in {@code insert into banyan_fact}. */
  static void fill(PreparedStatement insert, String tree, JournalStore.Entry entry)
      throws SQLException {
    RecordedEvent event = entry.event();
    insert.setString(1, tree);
    insert.setLong(2, entry.entry());
    insert.setLong(3, event.sequence());
    insert.setLong(4, micros(event.time()));
    insert.setString(5, event.path().text());
    insert.setString(6, event.path().id());
    insert.setString(7, event.type());
    insert.setString(8, FactText.write(new FactText.Fact(event.event(), event.process())));
  }

  /** Reads {@code sequence, micros, fact}; empty when a later version has written it. */
  static Optional<RecordedEvent> read(ResultSet row) throws SQLException {
    long sequence = row.getLong("sequence");
    Instant time = instant(row.getLong("micros"));
    return FactText.read(FactText.Fact.class, row.getString("fact"))
        .map(fact -> new RecordedEvent(sequence, time, fact.event(), fact.process()));
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
