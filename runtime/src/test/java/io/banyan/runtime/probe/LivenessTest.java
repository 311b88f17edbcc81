package io.banyan.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.banyan.runtime.event.CrashReason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LivenessTest {

  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final ProbeAction LATER = new ProbeAction.AskAfter(INTERVAL);
  private static final ProbeAction ASK = new ProbeAction.Ask();
  private static final ProbeAction HEALTHY = new ProbeAction.TellHealthy();

  /** What happens. */
  enum Event {
    PASSED(liveness -> liveness.answered(new ProbeResult.Passed())),
    FAILED(liveness -> liveness.answered(new ProbeResult.Failed("no"))),
    DUE(Liveness::due);

    private final Function<Liveness, List<ProbeAction>> happens;

    Event(Function<Liveness, List<ProbeAction>> happens) {
      this.happens = happens;
    }
  }

  static Stream<Arguments> table() {
    ProbeAction fail = new ProbeAction.Fail(new CrashReason.HealthCheck("no"));
    return Stream.of(
        row("in the start period", Event.PASSED, HEALTHY, LATER),
        row("in the start period", Event.FAILED, LATER),
        row("in the start period", Event.DUE, ASK),
        row("never asked", Event.PASSED, HEALTHY, LATER),
        row("never asked", Event.FAILED, unhealthy(1), LATER),
        row("never asked", Event.DUE, ASK),
        row("well", Event.PASSED, LATER),
        row("well", Event.FAILED, unhealthy(1), LATER),
        row("well", Event.DUE, ASK),
        row("failed once", Event.PASSED, HEALTHY, LATER),
        row("failed once", Event.FAILED, unhealthy(2), LATER),
        row("failed once", Event.DUE, ASK),
        row("failed twice", Event.PASSED, HEALTHY, LATER),
        row("failed twice", Event.FAILED, unhealthy(3), fail),
        row("failed twice", Event.DUE, ASK),
        row("over", Event.PASSED),
        row("over", Event.FAILED),
        row("over", Event.DUE));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("table")
  void every_state_and_every_event(String state, Event event, List<ProbeAction> actions) {
    assertThat(event.happens.apply(in(state))).isEqualTo(actions);
  }

  @Test
  void only_failures_in_a_row_count() {
    Liveness liveness = in("failed twice");
    Event.PASSED.happens.apply(liveness);
    Event.FAILED.happens.apply(liveness);

    assertThat(Event.FAILED.happens.apply(liveness)).containsExactly(unhealthy(2), LATER);
  }

  @Test
  void failures_count_when_the_start_period_is_over() {
    Liveness liveness = in("in the start period");
    Event.FAILED.happens.apply(liveness);
    liveness.startPeriodOver();

    assertThat(Event.FAILED.happens.apply(liveness)).containsExactly(unhealthy(1), LATER);
  }

  @Test
  void failures_count_in_the_start_period_once_it_has_passed() {
    Liveness liveness = in("in the start period");
    Event.PASSED.happens.apply(liveness);

    assertThat(Event.FAILED.happens.apply(liveness)).containsExactly(unhealthy(1), LATER);
  }

  @Test
  void a_thousand_children_are_first_asked_at_moments_spread_over_one_interval() {
    List<Duration> first =
        IntStream.range(0, 1000)
            .mapToObj(i -> new Liveness(spec(Duration.ZERO)).begin(("worker-" + i).hashCode()))
            .map(actions -> ((ProbeAction.AskAfter) actions.get(0)).pause())
            .toList();

    assertThat(first).allMatch(pause -> !pause.isNegative() && pause.compareTo(INTERVAL) < 0);
    Set<Long> seconds = first.stream().map(Duration::toSeconds).collect(Collectors.toSet());
    assertThat(seconds).hasSize(30);
    assertThat(first.stream().filter(pause -> pause.toSeconds() == 7)).hasSizeBetween(10, 80);
  }

  private static ProbeAction unhealthy(int failures) {
    return new ProbeAction.TellUnhealthy(failures, 3, "no");
  }

  private static Arguments row(String state, Event event, ProbeAction... actions) {
    return arguments(state, event, List.of(actions));
  }

  private static HealthSpec spec(Duration startPeriod) {
    Probe probe = new Probe.Tcp(new Endpoint(Endpoint.LOOPBACK, 80));
    return new HealthSpec(probe, INTERVAL, Duration.ofSeconds(5), 3, startPeriod);
  }

  private static Liveness in(String state) {
    boolean starting = state.equals("in the start period");
    Liveness liveness = new Liveness(spec(starting ? Duration.ofMinutes(1) : Duration.ZERO));
    int failures =
        switch (state) {
          case "failed once" -> 1;
          case "failed twice" -> 2;
          case "over" -> 3;
          default -> 0;
        };
    if (state.equals("well")) {
      Event.PASSED.happens.apply(liveness);
    }
    for (int i = 0; i < failures; i++) {
      Event.FAILED.happens.apply(liveness);
    }
    return liveness;
  }
}
