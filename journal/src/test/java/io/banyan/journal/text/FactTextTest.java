package io.banyan.journal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.ResourceUsage;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Memory;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.limits.LimitsInForce;
import io.banyan.runtime.limits.Mechanism;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactTextTest {

  private static final ChildPath PATH = new ChildPath("workers/mailer");
  private static final ProcessIdentity PROCESS = new ProcessIdentity(4711, 9_876_543_210L);

  static Stream<ProcessEvent> facts() {
    ProcessExit killed =
        new ProcessExit(
            new ExitStatus.Signaled(Signal.KILL, true),
            new ResourceUsage(Duration.ofMillis(1), Duration.ofNanos(7), 1L << 40));
    CrashReason linked =
        new CrashReason.Linked(new ChildPath("db"), new CrashReason.Panic("say \"no\"\n\u0001"));
    return Stream.of(
        new ProcessEvent.ProcessDeclared(PATH, true, "transient", List.of("sh", "-c", "a=\"b\"")),
        new ProcessEvent.SupervisorDeclared(
            ChildPath.ROOT, "one-for-one", "permanent", 3, Duration.ofSeconds(5)),
        new ProcessEvent.Grouped(PATH, List.of("a", "b")),
        new ProcessEvent.Launched(PATH, 3, PROCESS),
        new ProcessEvent.Adopted(PATH, 3, PROCESS, Instant.parse("2026-01-02T03:04:05.678901Z")),
        new ProcessEvent.LimitsApplied(
            PATH,
            1,
            new LimitsInForce(
                List.of(new LimitsInForce.Limit("memory", "1 MiB", Mechanism.RLIMIT)))),
        new ProcessEvent.Stopping(PATH, 2, Optional.of(Signal.TERM)),
        new ProcessEvent.Stopping(PATH, 2, Optional.empty()),
        new ProcessEvent.Ended(PATH, 2, Outcome.FAILED, Optional.of(killed), Optional.of(linked)),
        new ProcessEvent.NotRestarted(
            PATH, 2, new CrashReason.NotRestarted(3, new CrashReason.ExitCode(3))),
        new ProcessEvent.OutputDropped(PATH, OutputStreamKind.STDERR, 12),
        new ProcessEvent.Wanted(PATH, false),
        new ProcessEvent.Recalled(
            PATH,
            new Memory(
                4,
                1,
                false,
                Optional.of(
                    new Memory.End(
                        Instant.EPOCH, Outcome.EXITED, Optional.of(killed), Optional.empty())))));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void every_fact_is_read_as_it_was_written(ProcessEvent event) {
    FactText.Fact fact = new FactText.Fact(event, Optional.of(PROCESS));
    String text = FactText.write(fact);

    assertThat(text).doesNotContain("\n");
    assertThat(FactText.read(FactText.Fact.class, text)).contains(fact);
  }

  @Test
  void what_an_earlier_version_did_not_write_is_empty_and_what_a_later_one_added_is_ignored() {
    String text =
        "{\"event\":{\"type\":\"Ended\",\"path\":\"web\",\"incarnation\":2,\"outcome\":\"STOPPED\","
            + "\"mood\":\"fine\"}}";
    ProcessEvent ended =
        new ProcessEvent.Ended(
            new ChildPath("web"), 2, Outcome.STOPPED, Optional.empty(), Optional.empty());

    assertThat(FactText.read(FactText.Fact.class, text))
        .contains(new FactText.Fact(ended, Optional.empty()));
  }

  @Test
  void what_this_version_does_not_know_is_no_fact() {
    for (String text :
        List.of(
            "{\"event\":{\"type\":\"Teleported\",\"path\":\"web\"}}",
            "{\"event\":{\"type\":\"Starting\"}}",
            "{\"event\":7}",
            "{",
            "")) {
      assertThat(FactText.read(FactText.Fact.class, text)).as(text).isEmpty();
    }
  }
}
