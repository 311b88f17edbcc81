package io.banyan.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.lifecycle.TreeView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeriodicalsTest {

  private static final ChildPath CLEANUP = new ChildPath("cleanup");
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private final EventHub hub = new EventHub(Clock.fixed(NOW, ZoneOffset.UTC));
  private final TreeView view = new TreeView();
  private final List<String> asked = new ArrayList<>();
  private Optional<String> failure = Optional.empty();
  private final Periodicals periodicals =
      new Periodicals(
          view,
          (path, verb) -> {
            asked.add(verb + " " + path);
            return CompletableFuture.completedFuture(failure);
          });

  @BeforeEach
  void begin() {
    hub.subscribe(view);
    hub.publish(new ProcessEvent.ActorDeclared(CLEANUP, "permanent", Optional.of("periodic")));
    hub.publish(new ProcessEvent.ActorDeclared(new ChildPath("other"), "permanent"));
    hub.publish(new ProcessEvent.Starting(CLEANUP, 1));
    hub.publish(new ProcessEvent.Ready(CLEANUP, 1));
    hub.publish(
        new ProcessEvent.RunPlanned(
            CLEANUP, "every 1m", Optional.of(Instant.parse("2026-01-31T12:01:00Z"))));
  }

  @Test
  void lists_what_is_periodic_with_its_runs() {
    hub.publish(new ProcessEvent.RunStarted(CLEANUP, 1, "schedule"));
    hub.publish(
        new ProcessEvent.RunEnded(
            CLEANUP, 1, Optional.of("Exit code: 3"), Duration.ofMillis(1500)));
    hub.publish(new ProcessEvent.RunSkipped(CLEANUP, "busy"));
    hub.publish(new ProcessEvent.RunsMissed(CLEANUP, 4, 1));

    assertThat(periodicals.rows()).hasSize(1);
    JsonObject row = periodicals.rows().get(0);
    assertThat(row.fields())
        .containsEntry("id", "cleanup")
        .containsEntry("status", "Running (next run 2026-01-31T12:01:00Z, last failed)")
        .containsEntry("schedule", "every 1m")
        .containsEntry("paused", false)
        .containsEntry("nextRunAt", "2026-01-31T12:01:00Z")
        .containsEntry("lastRunAt", "2026-01-31T12:00:00Z")
        .containsEntry("lastOutcome", "failed")
        .containsEntry("lastReason", "Exit code: 3")
        .containsEntry("lastSeconds", 1.5)
        .containsEntry("succeeded", 0L)
        .containsEntry("failed", 1L)
        .containsEntry("skipped", 1L)
        .containsEntry("missed", 4L);
  }

  @Test
  void shows_a_pause_in_place_of_the_next_run() {
    hub.publish(new ProcessEvent.SchedulePaused(CLEANUP));
    hub.publish(new ProcessEvent.RunPlanned(CLEANUP, "every 1m", Optional.empty()));

    assertThat(periodicals.rows().get(0).fields())
        .containsEntry("status", "Running (paused)")
        .containsEntry("paused", true)
        .containsEntry("nextRunAt", null);
  }

  @Test
  void steers_it_by_its_name() {
    assertThat(status("cleanup", "run")).isEqualTo(200);
    assertThat(status("cleanup", "pause")).isEqualTo(200);
    assertThat(asked).containsExactly("RUN cleanup", "PAUSE cleanup");

    failure = Optional.of("run 1 has not ended yet");
    assertThat(status("cleanup", "run")).isEqualTo(409);
    assertThat(status("nobody", "run")).isEqualTo(404);
    assertThat(status("cleanup", "dance")).isEqualTo(404);
    assertThat(status("run")).isEqualTo(404);
  }

  private int status(String... path) {
    HttpResponse answer = periodicals.steer(List.of(path)).toCompletableFuture().join();
    return answer.status().intValue();
  }
}
