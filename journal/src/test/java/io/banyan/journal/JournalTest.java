package io.banyan.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.journal.state.JournalState;
import io.banyan.journal.store.JdbcStore;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventFilter;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.EventQuery;
import io.banyan.runtime.event.EventType;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.EventLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalTest {

  private static final ChildPath WEB = new ChildPath("web");
  private static final ChildPath MAILER = new ChildPath("workers/mailer");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final ActorTestKit testKit = ActorTestKit.create();
  private @TempDir Path folder;
  private EventHub hub = new EventHub(Clock.systemUTC());
  private UnreliableStore store;
  private Journal journal;

  @BeforeEach
  void open(@TempDir Path own) {
    folder = own;
    open(10_000, 1_000);
  }

  private void open(int places, long keepFacts) {
    hub = new EventHub(Clock.systemUTC());
    store = new UnreliableStore(JdbcStore.inFolder("it", folder, false));
    journal = Journal.start(testKit.system(), "it", settings(places, keepFacts), store, hub);
    assertThat(journal.awaitState(LIMIT)).isPresent();
  }

  private static JournalSettings settings(int places, long keepFacts) {
    return new JournalSettings(
        true,
        new JournalSettings.DatabaseSettings("", "", ""),
        false,
        places,
        LIMIT,
        KeepStopped.AFTER_CRASH,
        new JournalSettings.Retention(Duration.ofDays(30), keepFacts, 50));
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @AfterAll
  void end() {
    testKit.shutdownTestKit();
  }

  @Test
  void the_next_runtime_knows_every_fact_and_goes_on_with_its_numbers() {
    hub.publish(new ProcessEvent.ProcessDeclared(WEB, false, "permanent", List.of("web")));
    hub.publish(new ProcessEvent.Starting(WEB, 1));
    hub.publish(new ProcessEvent.Wanted(WEB, false));
    List<RecordedEvent> before = all();
    journal.close();

    open(10_000, 1_000);
    assertThat(all()).isEqualTo(before).hasSize(3);
    JournalState state = journal.awaitState(LIMIT).orElseThrow();
    assertThat(state.lastSequence()).isEqualTo(3);
    assertThat(state.children().get(WEB).wanted()).isFalse();
    hub.publish(new ProcessEvent.Starting(WEB, 2));
    assertThat(sequences(all())).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void what_was_just_published_is_found_whether_or_not_it_is_durable() {
    for (int i = 1; i <= 300; i++) {
      hub.publish(new ProcessEvent.Starting(WEB, i));
      assertThat(newest(1).get(0).sequence()).isEqualTo(i);
    }
    assertThat(sequences(all())).isEqualTo(LongStream.rangeClosed(1, 300).boxed().toList());
  }

  @Test
  void facts_are_found_by_child_type_time_and_number() {
    hub.publish(new ProcessEvent.Starting(WEB, 1));
    hub.publish(new ProcessEvent.Starting(MAILER, 1));
    hub.publish(new ProcessEvent.Ready(MAILER, 1));
    Await.value("written", () -> journal.lag(), lag -> lag == 0);
    Instant second = all().get(1).time();

    assertThat(sequences(find(EventFilter.all().about("mailer")))).containsExactly(2L, 3L);
    assertThat(sequences(find(EventFilter.all().about("workers")))).containsExactly(2L, 3L);
    assertThat(find(EventFilter.all().about("work"))).isEmpty();
    assertThat(sequences(find(EventFilter.all().ofTypes(Set.of("starting")))))
        .containsExactly(1L, 2L);
    assertThat(find(EventFilter.all().ofTypes(Set.of(EventType.ENDED)))).isEmpty();
    assertThat(sequences(newest(2))).containsExactly(2L, 3L);
    assertThat(sequences(join(EventQuery.after(EventFilter.all(), 1, 1)))).containsExactly(2L);
    assertThat(sequences(join(new EventQuery(EventFilter.all(), 0, Optional.of(second), 10, true))))
        .endsWith(3L)
        .contains(2L);
  }

  @Test
  void a_store_that_fails_is_told_once_hurts_nobody_and_loses_nothing_when_it_is_back() {
    EventLog log = EventLog.of(hub);
    hub.publish(new ProcessEvent.Starting(WEB, 1));
    Await.value("written", () -> journal.lag(), lag -> lag == 0);

    store.failWith("No space left on device");
    hub.publish(new ProcessEvent.Starting(WEB, 2));
    log.await(ProcessEvent.JournalFailed.class, told -> told.reason().contains("No space left"));
    assertThat(journal.trouble().orElseThrow()).contains("No space left on device");
    for (int i = 3; i <= 20; i++) {
      hub.publish(new ProcessEvent.Starting(WEB, i));
    }
    journal.durable().toCompletableFuture().join();
    assertThat(newest(1).get(0).incarnation()).hasValue(20);

    store.work();
    log.await(ProcessEvent.JournalRecovered.class, told -> told.lost() == 0);
    Await.value("written", () -> journal.lag(), lag -> lag == 0);
    assertThat(journal.trouble()).isEmpty();
    assertThat(log.all(ProcessEvent.JournalFailed.class)).hasSize(1);
    assertThat(sequences(all())).isEqualTo(LongStream.rangeClosed(1, 22).boxed().toList());
  }

  @Test
  void a_batch_that_was_written_although_the_store_said_no_is_not_written_twice() {
    EventLog log = EventLog.of(hub);
    store.failAfterWriting("connection reset");
    for (int i = 1; i <= 5; i++) {
      hub.publish(new ProcessEvent.Starting(WEB, i));
    }
    log.await(ProcessEvent.JournalFailed.class, told -> true);
    store.work();
    log.await(ProcessEvent.JournalRecovered.class, told -> true);
    Await.value("written", () -> journal.lag(), lag -> lag == 0);

    assertThat(sequences(all())).isEqualTo(LongStream.rangeClosed(1, 7).boxed().toList());
  }

  @Test
  void facts_that_find_no_place_are_counted() {
    journal.close();
    open(100, 1_000);
    EventLog log = EventLog.of(hub);
    store.failWith("disk full");
    for (int i = 1; i <= 150; i++) {
      hub.publish(new ProcessEvent.Starting(WEB, i));
    }
    log.await(ProcessEvent.JournalFailed.class, told -> true);
    assertThat(journal.trouble().orElseThrow()).contains("100 facts wait", "are lost");
    store.work();
    ProcessEvent.JournalRecovered back =
        log.await(ProcessEvent.JournalRecovered.class, told -> true);
    assertThat(back.lost()).isEqualTo(51);
    Await.value("written", () -> journal.lag(), lag -> lag == 0);
    assertThat(sequences(all())).startsWith(1L).endsWith(152L).hasSize(101);
  }

  @Test
  void a_journal_that_opens_late_numbers_what_came_before_after_what_it_has() {
    hub.publish(new ProcessEvent.Starting(WEB, 1));
    hub.publish(new ProcessEvent.Starting(WEB, 2));
    journal.close();
    hub = new EventHub(Clock.systemUTC());
    store = new UnreliableStore(JdbcStore.inFolder("it", folder, false));
    store.failWith("not yet");
    journal = Journal.start(testKit.system(), "it", settings(10_000, 1_000), store, hub);
    assertThat(journal.awaitState(Duration.ofMillis(50))).isEmpty();
    hub.publish(new ProcessEvent.Starting(WEB, 1));
    store.work();
    assertThat(journal.awaitState(LIMIT)).isPresent();
    hub.publish(new ProcessEvent.Starting(WEB, 2));
    Await.value("written", () -> journal.lag(), lag -> lag == 0);

    List<Long> numbers = sequences(all());
    assertThat(numbers).doesNotHaveDuplicates().isSorted().startsWith(1L, 2L, 3L);
    assertThat(all()).filteredOn(event -> event.type().equals("starting")).hasSize(4);
  }

  @Test
  void old_facts_go_and_what_they_came_to_stays() {
    journal.close();
    open(10_000, 1_000);
    hub.publish(new ProcessEvent.ProcessDeclared(WEB, false, "permanent", List.of("web")));
    hub.publish(new ProcessEvent.Wanted(WEB, false));
    for (int i = 1; i <= 2_000; i++) {
      hub.publish(new ProcessEvent.Starting(WEB, i));
    }
    Await.value(
        "old facts are gone",
        () -> join(EventQuery.after(EventFilter.all(), 0, 1)).get(0).sequence(),
        first -> first > 900);
    assertThat(all().size()).isBetween(1_000, 1_200);
    journal.close();

    open(10_000, 1_000);
    JournalState state = journal.awaitState(LIMIT).orElseThrow();
    assertThat(state.children().get(WEB).wanted()).isFalse();
    assertThat(state.children().get(WEB).incarnation()).isEqualTo(2_000);
    assertThat(state.lastSequence()).isEqualTo(2_002);
  }

  private List<RecordedEvent> all() {
    return join(EventQuery.newest(EventFilter.all(), 100_000));
  }

  private List<RecordedEvent> newest(int count) {
    return join(EventQuery.newest(EventFilter.all(), count));
  }

  private List<RecordedEvent> find(EventFilter filter) {
    return join(EventQuery.newest(filter, 100_000));
  }

  private List<RecordedEvent> join(EventQuery query) {
    return journal.find(query).toCompletableFuture().join();
  }

  private static List<Long> sequences(List<RecordedEvent> events) {
    return events.stream().map(RecordedEvent::sequence).toList();
  }
}
