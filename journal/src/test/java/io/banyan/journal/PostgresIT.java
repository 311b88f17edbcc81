package io.banyan.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.journal.store.JdbcStore;
import io.banyan.journal.store.JournalStore;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventFilter;
import io.banyan.runtime.event.EventQuery;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The store in PostgreSQL. Runs with {@code -Dbanyan.test.postgres=jdbc:postgresql://…}, user
 * {@code postgres}, no password.
 */
@EnabledIfSystemProperty(named = "banyan.test.postgres", matches = "jdbc:.+")
class PostgresIT {

  private static final ChildPath MAILER = new ChildPath("workers/mailer");

  private final String url = System.getProperty("banyan.test.postgres", "");
  private final String tree = "it-" + UUID.randomUUID();

  @Test
  void facts_and_snapshots_are_kept_found_and_removed() {
    Instant now = Instant.parse("2026-01-02T03:04:05.678901Z");
    List<JournalStore.Entry> entries = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      ProcessEvent event =
          i % 2 == 0 ? new ProcessEvent.Ready(MAILER, i) : new ProcessEvent.Starting(MAILER, i);
      entries.add(new JournalStore.Entry(i, new RecordedEvent(100 + i, now.plusSeconds(i), event)));
    }
    try (JournalStore store = JdbcStore.at(tree, url, "postgres", "")) {
      assertThat(store.lastEntry()).isZero();
      store.append(entries);
      for (long at = 1; at <= 3; at++) {
        store.save(new JournalStore.Snapshot(at, now, "state " + at));
      }
    }
    try (JournalStore store = JdbcStore.at(tree, url, "postgres", "")) {
      List<JournalStore.Entry> replayed = new ArrayList<>();
      store.replay(3, Long.MAX_VALUE, Long.MAX_VALUE, replayed::add);
      assertThat(replayed).isEqualTo(entries.subList(2, 10));
      assertThat(store.snapshot(Long.MAX_VALUE).orElseThrow().state()).isEqualTo("state 3");
      assertThat(store.snapshot(1)).isEmpty();
      EventQuery query =
          new EventQuery(
              EventFilter.all().about("workers").ofTypes(Set.of("ready")),
              0,
              Optional.of(now.plusSeconds(4)),
              2,
              true);
      assertThat(store.find(query)).extracting(RecordedEvent::sequence).containsExactly(108L, 110L);
      store.removeTo(store.lastExpired(now.plusSeconds(4), 1_000));
      assertThat(store.find(EventQuery.newest(EventFilter.all(), 100))).hasSize(7);
      assertThat(store.lastEntry()).isEqualTo(10);
    }
  }
}
