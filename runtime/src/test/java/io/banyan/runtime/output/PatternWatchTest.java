package io.banyan.runtime.output;

import static io.banyan.runtime.engine.OutputStreamKind.STDERR;
import static io.banyan.runtime.engine.OutputStreamKind.STDOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.LineMatch;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.ProcessEvent.PatternMatched;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatternWatchTest {

  private static final ChildPath WEB = new ChildPath("web");
  private static final Set<OutputStreamKind> BOTH = Set.of(OutputStreamKind.values());
  private static final int MOST = MatchThrottle.PER_WINDOW;

  private final List<ProcessEvent> events = new ArrayList<>();
  private final List<PatternWatch> due = new ArrayList<>();
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final PatternWatch.Ports ports = new PatternWatch.Ports(events::add, due::add, now::get);

  @Test
  void a_line_in_which_it_is_found_is_told_with_its_incarnation() {
    PatternWatch watch = watch("oom", "out of .*memory", BOTH, PatternSpec.Action.EVENT);
    watch.onLine(3, STDOUT, "all is well");
    watch.onLine(3, STDERR, "fatal: out of virtual memory!");

    assertThat(events)
        .containsExactly(
            new PatternMatched(
                WEB, 3, new LineMatch("oom", STDERR, "fatal: out of virtual memory!", 0)));
  }

  @Test
  void an_alert_is_an_event_of_its_own_kind() {
    watch("oom", "memory", BOTH, PatternSpec.Action.ALERT).onLine(1, STDOUT, "memory");

    assertThat(events)
        .containsExactly(
            new ProcessEvent.PatternAlert(WEB, 1, new LineMatch("oom", STDOUT, "memory", 0)));
  }

  @Test
  void other_streams_are_not_looked_at() {
    watch("x", "x", Set.of(STDERR), PatternSpec.Action.EVENT).onLine(1, STDOUT, "x");

    assertThat(events).isEmpty();
  }

  @Test
  void a_storm_is_counted_and_its_end_is_told() {
    PatternWatch watch = watch("x", "x", BOTH, PatternSpec.Action.EVENT);
    for (int i = 1; i <= MOST + 90; i++) {
      watch.onLine(1, STDOUT, "x" + i);
    }
    assertThat(events).hasSize(MOST);
    assertThat(due).containsExactly(watch);

    now.addAndGet(MatchThrottle.WINDOW.toNanos());
    watch.tellRest();
    watch.tellRest();

    assertThat(events).hasSize(MOST + 1);
    assertThat(events.get(MOST))
        .isEqualTo(new PatternMatched(WEB, 1, new LineMatch("x", STDOUT, "x" + (MOST + 90), 89)));
  }

  @Test
  void what_was_not_told_is_counted_by_the_next_that_is() {
    PatternWatch watch = watch("x", "x", BOTH, PatternSpec.Action.EVENT);
    for (int i = 1; i <= MOST + 5; i++) {
      watch.onLine(1, STDOUT, "x" + i);
    }
    now.addAndGet(MatchThrottle.WINDOW.toNanos());
    watch.onLine(2, STDOUT, "x!");

    assertThat(events.get(MOST))
        .isEqualTo(new PatternMatched(WEB, 2, new LineMatch("x", STDOUT, "x!", 5)));
  }

  @Test
  void long_lines_are_told_in_part() {
    watch("x", "x", BOTH, PatternSpec.Action.EVENT)
        .onLine(1, STDOUT, "x".repeat(2 * PatternWatch.MAX_TOLD));

    assertThat(((PatternMatched) events.get(0)).match().line())
        .isEqualTo("x".repeat(PatternWatch.MAX_TOLD) + "…");
  }

  @Test
  void one_that_takes_too_long_is_given_up_and_that_is_told_once() {
    PatternWatch watch = watch("slow", "^(a+)+$", BOTH, PatternSpec.Action.EVENT);
    boolean on = true;
    for (int i = 0; i < FirstMatch.MAX_COSTLY; i++) {
      assertThat(on).isTrue();
      on = watch.onLine(1, STDOUT, "a".repeat(5000) + "!");
    }

    assertThat(on).isFalse();
    assertThat(watch.onLine(2, STDOUT, "a")).isFalse();
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            ProcessEvent.PatternGivenUp.class,
            given -> assertThat(given.pattern()).isEqualTo("slow"));
  }

  private PatternWatch watch(
      String name, String regex, Set<OutputStreamKind> streams, PatternSpec.Action action) {
    return new PatternWatch(WEB, new PatternSpec(name, regex, streams, action), ports);
  }
}
