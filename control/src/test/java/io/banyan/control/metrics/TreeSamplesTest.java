package io.banyan.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.inspect.FamilyUsage;
import io.banyan.runtime.inspect.ProcessSampler;
import io.banyan.runtime.inspect.ProcessUsage;
import io.banyan.runtime.lifecycle.TreeView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TreeSamplesTest {

  private static final ChildPath WEB = new ChildPath("web");
  private static final ChildPath IDLE = new ChildPath("workers/idle");
  private static final ProcessIdentity PROCESS = new ProcessIdentity(77, 9000);
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_250L);

  private final EventHub events = new EventHub(Clock.fixed(NOW, ZoneOffset.UTC));
  private final TreeView view = new TreeView();
  private final OneProcess sampler = new OneProcess();

  /** A system with one process. */
  private static final class OneProcess implements ProcessSampler {

    final List<Collection<ProcessIdentity>> asked = new ArrayList<>();
    int closed;

    @Override
    public Map<ProcessIdentity, ProcessUsage> sample(Collection<ProcessIdentity> processes) {
      asked.add(Set.copyOf(processes));
      return processes.contains(PROCESS)
          ? Map.of(PROCESS, new ProcessUsage(1_500_000_000, 4096, 0, 1))
          : Map.of();
    }

    @Override
    public Map<ProcessIdentity, FamilyUsage> sampleFamilies(Collection<ProcessIdentity> any) {
      throw new AssertionError("nobody asked for families");
    }

    @Override
    public void close() {
      closed++;
    }
  }

  @BeforeEach
  void declare() {
    events.subscribe(view);
    events.publish(
        new ProcessEvent.SupervisorDeclared(
            ChildPath.ROOT, "one-for-one", "permanent", 3, Duration.ofSeconds(5)));
    events.publish(new ProcessEvent.ActorDeclared(new ChildPath("clerk"), "permanent"));
    for (ChildPath path : List.of(WEB, IDLE)) {
      events.publish(new ProcessEvent.ProcessDeclared(path, false, "permanent", List.of("x")));
    }
  }

  private void run(ChildPath path, ProcessIdentity process) {
    events.publish(new ProcessEvent.Starting(path, 1));
    events.publish(new ProcessEvent.Launched(path, 1, process));
    events.publish(new ProcessEvent.Ready(path, 1));
  }

  private Map<String, Double> values(boolean perProcess) {
    Figures figures = new Figures();
    new TreeSamples(view, () -> sampler, perProcess).collect(figures);
    return figures.values;
  }

  @Test
  void children_are_counted_by_kind_and_by_every_state_there_is() {
    run(WEB, PROCESS);

    assertThat(values(false))
        .hasSize(27)
        .containsEntry("PROCESSES[running]", 1.0)
        .containsEntry("PROCESSES[initialized]", 1.0)
        .containsEntry("PROCESSES[failed]", 0.0)
        .containsEntry("SUPERVISORS[initialized]", 1.0)
        .containsEntry("ACTORS[initialized]", 1.0);
    assertThat(sampler.asked).isEmpty();
  }

  @Test
  void each_process_is_told_of_and_all_are_looked_at_once() {
    run(WEB, PROCESS);
    run(IDLE, new ProcessIdentity(78, 9001));
    events.publish(new ProcessEvent.OutputDropped(WEB, OutputStreamKind.STDOUT, 9));

    Map<String, Double> values = values(true);

    assertThat(values)
        .containsEntry("PROCESS_UP[web]", 1.0)
        .containsEntry("PROCESS_START_TIME[web]", 1_700_000_000.25)
        .containsEntry("PROCESS_RESTARTS[web]", 0.0)
        .containsEntry("PROCESS_DROPPED_BYTES[web]", 9.0)
        .containsEntry("PROCESS_CPU[web]", 1.5)
        .containsEntry("PROCESS_MEMORY[web]", 4096.0)
        .containsEntry("PROCESS_UP[workers/idle]", 1.0)
        // It has ended, and its supervisor does not know yet.
        .doesNotContainKeys("PROCESS_CPU[workers/idle]", "PROCESS_MEMORY[workers/idle]");
    assertThat(sampler.asked).containsExactly(Set.of(PROCESS, new ProcessIdentity(78, 9001)));
    assertThat(sampler.closed).isOne();
  }

  @Test
  void not_too_many_are_looked_at_at_once() {
    for (int i = 0; i < 150; i++) {
      ChildPath path = new ChildPath("many-" + i);
      events.publish(new ProcessEvent.ProcessDeclared(path, false, "permanent", List.of("x")));
      run(path, new ProcessIdentity(100 + i, 1));
    }
    values(true);

    assertThat(sampler.asked).extracting(Collection::size).containsExactly(64, 64, 22);
    assertThat(sampler.closed).isOne();
  }

  @Test
  void a_process_that_is_down_uses_nothing_and_has_no_start_time() {
    run(WEB, PROCESS);
    events.publish(
        new ProcessEvent.Ended(
            WEB, 1, Outcome.FAILED, Optional.empty(), Optional.of(new CrashReason.ExitCode(1))));
    events.publish(new ProcessEvent.Restarting(WEB, Duration.ofSeconds(1), 1, 3));

    assertThat(values(true))
        .containsEntry("PROCESS_UP[web]", 0.0)
        .containsEntry("PROCESS_RESTARTS[web]", 1.0)
        .doesNotContainKeys("PROCESS_CPU[web]", "PROCESS_MEMORY[web]", "PROCESS_START_TIME[web]");
  }

  @Test
  void series_of_a_child_that_is_none_any_more_vanish() {
    run(WEB, PROCESS);
    events.publish(
        new ProcessEvent.Ended(WEB, 1, Outcome.STOPPED, Optional.empty(), Optional.empty()));
    events.publish(new ProcessEvent.Undeclared(WEB));

    assertThat(values(true).keySet()).noneMatch(key -> key.endsWith("[web]"));
  }
}
