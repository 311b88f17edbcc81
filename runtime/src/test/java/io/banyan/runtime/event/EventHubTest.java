package io.banyan.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.usage.Usage;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventHubTest {

  private static final ChildPath WEB = new ChildPath("web");
  private static final ChildPath MAILER = new ChildPath("workers/mailer");

  private final EventHub hub = new EventHub(Clock.systemUTC());
  private final List<RecordedEvent> seen = new ArrayList<>();
  private final List<EventNotice> heard = new ArrayList<>();
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  @Test
  void numbers_facts_without_a_gap_and_goes_on_where_another_runtime_ended() {
    hub.subscribe(seen::add);
    hub.continueAfter(41);
    hub.publish(new ProcessEvent.Starting(WEB, 1));
    hub.publish(new ProcessEvent.Ready(WEB, 1));
    hub.continueAfter(7);
    hub.publish(new ProcessEvent.Undeclared(WEB));

    assertThat(seen).extracting(RecordedEvent::sequence).containsExactly(42L, 43L, 44L);
    assertThat(hub.lastSequence()).isEqualTo(44);
  }

  @Test
  void says_of_every_fact_which_process_it_is_about() {
    hub.subscribe(seen::add);
    hub.publish(new ProcessEvent.Starting(WEB, 3));
    hub.publish(new ProcessEvent.Launched(WEB, 3, new ProcessIdentity(4711, 9)));
    hub.publish(new ProcessEvent.Ready(WEB, 3));
    hub.publish(
        new ProcessEvent.Ended(
            WEB, 3, Outcome.FAILED, Optional.empty(), Optional.of(new CrashReason.ExitCode(7))));
    hub.publish(new ProcessEvent.Starting(WEB, 4));

    assertThat(seen)
        .extracting(RecordedEvent::pid)
        .containsExactly(
            OptionalLong.empty(),
            OptionalLong.of(4711),
            OptionalLong.of(4711),
            OptionalLong.of(4711),
            OptionalLong.empty());
    RecordedEvent end = seen.get(3);
    assertThat(end.type()).isEqualTo("failed");
    assertThat(end.incarnation()).isEqualTo(OptionalInt.of(3));
    assertThat(end.reason()).contains("Exit code: 7");
  }

  @Test
  void one_that_throws_hurts_neither_the_publisher_nor_other_subscribers() {
    hub.subscribe(
        event -> {
          throw new AssertionError("broken");
        });
    hub.listen(
        EventFilter.all(),
        10,
        Runnable::run,
        notice -> {
          throw new IllegalStateException("broken, too");
        });
    hub.subscribe(seen::add);

    hub.publish(new ProcessEvent.Ready(WEB, 1));
    hub.publish(new ProcessEvent.Ready(WEB, 2));

    assertThat(seen).hasSize(2);
  }

  @Test
  void a_fact_that_is_published_by_a_subscriber_comes_after_the_one_it_was_told_for_everybody() {
    hub.subscribe(
        recorded -> {
          if (recorded.event() instanceof ProcessEvent.Starting) {
            hub.publish(new ProcessEvent.Wanted(WEB, true));
          }
        });
    hub.subscribe(seen::add);

    hub.publish(new ProcessEvent.Starting(WEB, 1));

    assertThat(seen).extracting(RecordedEvent::type).containsExactly("starting", "wanted");
  }

  @Test
  void a_slow_listener_is_told_what_it_missed_where_it_is_missing() {
    hub.listen(EventFilter.all(), 3, tasks::add, heard::add);
    for (int i = 1; i <= 5; i++) {
      hub.publish(new ProcessEvent.Ready(WEB, i));
    }
    assertThat(tasks).as("one task, however much there is to tell").hasSize(1);
    tasks.remove().run();

    assertThat(heard).first().isEqualTo(new EventNotice.Missed(2, 1, 2));
    assertThat(sequences(heard)).containsExactly(3L, 4L, 5L);
    assertThat(hub.missed()).isEqualTo(2);

    hub.publish(new ProcessEvent.Ready(WEB, 6));
    tasks.remove().run();
    assertThat(sequences(heard)).endsWith(6L);
  }

  @Test
  void a_listener_hears_only_what_its_filter_wants() {
    EventFilter filter = EventFilter.all().about("workers").ofTypes(Set.of("ended", "ready"));
    hub.listen(filter, 10, Runnable::run, heard::add);
    hub.publish(new ProcessEvent.Ready(WEB, 1));
    hub.publish(new ProcessEvent.Starting(MAILER, 1));
    hub.publish(new ProcessEvent.Ready(MAILER, 1));
    hub.publish(
        new ProcessEvent.Ended(MAILER, 1, Outcome.KILLED, Optional.empty(), Optional.empty()));

    assertThat(sequences(heard)).containsExactly(3L, 4L);
  }

  @Test
  void hears_nothing_any_more_once_it_is_closed() {
    EventHub.Subscription subscription = hub.listen(EventFilter.all(), 10, tasks::add, heard::add);
    hub.publish(new ProcessEvent.Ready(WEB, 1));
    subscription.close();
    hub.publish(new ProcessEvent.Ready(WEB, 2));
    tasks.forEach(Runnable::run);

    assertThat(heard).isEmpty();
  }

  @Test
  void one_whose_threads_have_ended_is_left_alone() {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    threads.shutdown();
    hub.listen(EventFilter.all(), 10, threads, heard::add);
    hub.subscribe(seen::add);
    hub.publish(new ProcessEvent.Ready(WEB, 1));

    assertThat(seen).hasSize(1);
    assertThat(heard).isEmpty();
  }

  @Test
  void many_publishers_and_a_listener_that_cannot_keep_up_lose_nothing_without_a_word()
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    ExecutorService listening = Executors.newSingleThreadExecutor();
    hub.listen(EventFilter.all(), 16, listening, heard::add);
    for (int i = 0; i < 4; i++) {
      threads.execute(
          () -> {
            for (int k = 0; k < 5_000; k++) {
              hub.publish(new ProcessEvent.Ready(WEB, 1));
            }
          });
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    listening.shutdown();
    assertThat(listening.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

    long next = 1;
    for (EventNotice notice : heard) {
      if (notice instanceof EventNotice.Missed missed) {
        assertThat(missed.from()).isEqualTo(next);
        assertThat(missed.count()).isEqualTo(missed.to() - missed.from() + 1);
        next = missed.to() + 1;
      } else {
        assertThat(((EventNotice.Happened) notice).event().sequence()).isEqualTo(next++);
      }
    }
    assertThat(next).isGreaterThan(1);
  }

  @Test
  void measurements_are_told_to_those_who_name_them() {
    ProcessEvent sampled = new ProcessEvent.Sampled(WEB, 1, new Usage(1, 2, 3, 4, 5));

    assertThat(EventFilter.all().matches(sampled)).isFalse();
    assertThat(EventFilter.all().about("web").matches(sampled)).isFalse();
    assertThat(EventFilter.all().ofTypes(Set.of("sampled")).matches(sampled)).isTrue();
  }

  @Test
  void a_type_that_there_is_not_is_refused_with_those_there_are() {
    assertThat(EventType.all()).contains("ended", "stopped", "not-ready", "launched", "escalated");
    assertThatThrownBy(() -> EventFilter.all().ofTypes(Set.of("nonsense")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nonsense")
        .hasMessageContaining("not-ready");
  }

  private static List<Long> sequences(List<EventNotice> notices) {
    return notices.stream()
        .filter(EventNotice.Happened.class::isInstance)
        .map(notice -> ((EventNotice.Happened) notice).event().sequence())
        .toList();
  }
}
