package io.banyan.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.banyan.runtime.engine.NotifyChannel;
import io.banyan.runtime.event.CrashReason;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadinessTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final ProbeAction LATER = new ProbeAction.AskAfter(INTERVAL);
  private static final ProbeAction READY = new ProbeAction.BecomeReady();

  /** What happens, and what it is called in the table. */
  enum Event {
    BEGIN(Readiness::begin),
    PASSED(readiness -> readiness.answered(new ProbeResult.Passed())),
    FAILED(readiness -> readiness.answered(new ProbeResult.Failed("no"))),
    DUE(Readiness::due),
    HEARD(Readiness::heard),
    GIVEN_UP(readiness -> readiness.givenUp("too costly")),
    TIME_IS_UP(Readiness::timeIsUp);

    private final Function<Readiness, List<ProbeAction>> happens;

    Event(Function<Readiness, List<ProbeAction>> happens) {
      this.happens = happens;
    }
  }

  static Stream<Arguments> table() {
    ProbeAction ask = new ProbeAction.Ask();
    ProbeAction fail = new ProbeAction.Fail(new CrashReason.NotReady(TIMEOUT, ""));
    return Stream.of(
        row("asking", Event.BEGIN, ask),
        row("asking", Event.PASSED, READY),
        row("asking", Event.FAILED, new ProbeAction.TellNotReady("no"), LATER),
        row("asking", Event.DUE, ask),
        row("asking", Event.HEARD),
        row("asking", Event.GIVEN_UP),
        row("asking", Event.TIME_IS_UP, fail),
        row("listening", Event.BEGIN),
        row("listening", Event.PASSED),
        row("listening", Event.FAILED),
        row("listening", Event.DUE),
        row("listening", Event.HEARD, READY),
        row("listening", Event.GIVEN_UP, new ProbeAction.TellNotReady("too costly")),
        row("listening", Event.TIME_IS_UP, fail),
        row("ready", Event.BEGIN),
        row("ready", Event.PASSED),
        row("ready", Event.FAILED),
        row("ready", Event.DUE),
        row("ready", Event.HEARD),
        row("ready", Event.GIVEN_UP),
        row("ready", Event.TIME_IS_UP),
        row("late", Event.BEGIN),
        row("late", Event.PASSED),
        row("late", Event.FAILED),
        row("late", Event.DUE),
        row("late", Event.HEARD),
        row("late", Event.GIVEN_UP),
        row("late", Event.TIME_IS_UP));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("table")
  void every_state_and_every_event(String state, Event event, List<ProbeAction> actions) {
    assertThat(event.happens.apply(in(state))).isEqualTo(actions);
  }

  @Test
  void the_table_is_complete() {
    assertThat(table()).hasSize(4 * Event.values().length);
  }

  @Test
  void the_same_reason_is_told_once_and_another_one_again() {
    Readiness readiness = in("asking");
    readiness.answered(new ProbeResult.Failed("refused"));

    assertThat(readiness.answered(new ProbeResult.Failed("refused"))).containsExactly(LATER);
    assertThat(readiness.answered(new ProbeResult.Failed("503")))
        .containsExactly(new ProbeAction.TellNotReady("503"), LATER);
  }

  @Test
  void the_last_reason_is_part_of_why_it_failed() {
    Readiness readiness = in("asking");
    readiness.answered(new ProbeResult.Failed("refused"));
    ProbeAction.Fail fail = (ProbeAction.Fail) readiness.timeIsUp().get(0);

    assertThat(fail.reason().description()).isEqualTo("Timeout: not ready within 1m (refused)");
  }

  private static Arguments row(String state, Event event, ProbeAction... actions) {
    return arguments(state, event, List.of(actions));
  }

  private static Readiness in(String state) {
    ReadyCondition asked =
        new ReadyCondition.Answers(new Probe.Tcp(new Endpoint(Endpoint.LOOPBACK, 80)));
    ReadyCondition heard = new ReadyCondition.Notified(NotifyChannel.FD);
    Readiness readiness =
        new Readiness(
            new ReadySpec(state.equals("listening") ? heard : asked, TIMEOUT, INTERVAL, INTERVAL));
    if (state.equals("ready")) {
      readiness.answered(new ProbeResult.Passed());
    } else if (state.equals("late")) {
      readiness.timeIsUp();
    }
    return readiness;
  }
}
