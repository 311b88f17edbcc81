package io.banyan.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

  private static final ChildPath WEB = new ChildPath("web");

  private final ProgressLines lines = new ProgressLines("shop", ZoneOffset.UTC);

  private List<String> told(ProcessEvent... events) {
    return Stream.of(events)
        .map(event -> lines.of(new RecordedEvent(1, Instant.EPOCH, event)))
        .flatMap(Optional::stream)
        .toList();
  }

  @Test
  void aCrashAndTheWayBackAreTold() {
    assertThat(
            told(
                new ProcessEvent.Starting(ChildPath.ROOT, 1),
                new ProcessEvent.Starting(WEB, 1),
                new ProcessEvent.Launched(WEB, 1, new ProcessIdentity(42, 0)),
                new ProcessEvent.Ready(WEB, 1),
                new ProcessEvent.Ended(
                    WEB,
                    1,
                    Outcome.FAILED,
                    Optional.empty(),
                    Optional.of(new CrashReason.ExitCode(3))),
                new ProcessEvent.Restarting(WEB, Duration.ofMillis(500), 1, 3),
                new ProcessEvent.Stopping(WEB, 2, Optional.of(Signal.TERM)),
                new ProcessEvent.ForceKilling(WEB, 2)))
        .containsExactly(
            "00:00:00  shop                        starting",
            "00:00:00  web                         starting",
            "00:00:00  web                         ready (pid 42)",
            "00:00:00  web                         failed: Exit code: 3",
            "00:00:00  web                         restarting (1 of 3) in 500ms",
            "00:00:00  web                         stopping (TERM)",
            "00:00:00  web                         did not end in time: killing it");
  }

  @Test
  void aTaskThatSucceedsIsCompleted() {
    assertThat(
            told(
                new ProcessEvent.ProcessDeclared(WEB, true, "transient", List.of("true")),
                new ProcessEvent.Ended(WEB, 1, Outcome.EXITED, Optional.empty(), Optional.empty())))
        .containsExactly("00:00:00  web                         completed");
  }
}
