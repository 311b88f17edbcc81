package io.banyan.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.fixture.OsFacts;
import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.output.OutputLine;
import io.banyan.runtime.process.ManagedProcess;
import io.banyan.runtime.process.Shutdown;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes that take too much, with each mechanism that this system has. */
class LimitsIT {

  private static final long MIB = 1024 * 1024;
  private static final String PLENTY = Long.toString(100 * MIB);

  private final LimitedProcesses processes = new LimitedProcesses();

  @AfterEach
  void end() {
    processes.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cgroup-v2", "cgroup-v1", "sampling"})
  void a_process_that_takes_too_much_memory_is_killed_and_says_so(String mechanism) {
    start(mechanism, Resource.MEMORY);
    Limits limits = Limits.NONE.withMemory(32 * MIB);

    processes.run("web", limits, LaunchOptions.NONE, Fixtures.command("grow", PLENTY));

    ProcessEvent.Ended ended = processes.awaitEnd("web");
    assertThat(ended.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ended.reason()).contains(new CrashReason.ResourceLimit("memory 32 MiB"));
    assertThat(processes.inForce("web").limits())
        .extracting(limit -> limit.name() + " " + limit.value() + " " + limit.mechanism().text())
        .containsExactly("memory 32 MiB " + mechanism);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cgroup-v2", "cgroup-v1", "sampling"})
  void what_its_children_take_counts_and_all_of_them_go(String mechanism) {
    start(mechanism, Resource.MEMORY);
    Limits limits = Limits.NONE.withMemory(32 * MIB);

    processes.run("web", limits, LaunchOptions.NONE, Fixtures.command("eat-memory", PLENTY));

    assertThat(processes.awaitEnd("web").reason())
        .contains(new CrashReason.ResourceLimit("memory 32 MiB"));
    assertThat(processes.groupOf("web")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cgroup-v2", "cgroup-v1", "sampling"})
  void one_that_stays_below_its_limits_is_left_alone(String mechanism) {
    start(mechanism, Resource.MEMORY);
    Limits limits = Limits.NONE.withMemory(256 * MIB).withCpuPercent(90);
    ActorRef<ManagedProcess.Command> web =
        processes.run(
            "web",
            limits,
            LaunchOptions.NONE,
            Fixtures.command("eat-memory", Long.toString(16 * MIB)));
    Await.until("16 MiB to be taken", () -> processes.memoryOf("web") > 16 * MIB);

    web.tell(new ManagedProcess.Stop(Signal.TERM, Shutdown.within(Duration.ofSeconds(10)), false));

    assertThat(processes.awaitEnd("web").outcome()).isEqualTo(Outcome.STOPPED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cgroup-v2", "cgroup-v1"})
  void a_control_group_goes_with_its_process_and_takes_along_who_left_the_session(
      String mechanism) {
    start(mechanism, Resource.MEMORY);
    processes.run(
        "web",
        Limits.NONE.withMemory(64 * MIB),
        LaunchOptions.NONE,
        List.of("sh", "-c", "setsid sleep 1000 & sleep 0.1; echo $!; exit 3"));

    assertThat(processes.awaitEnd("web").reason()).contains(new CrashReason.ExitCode(3));
    List<OutputLine> lines = processes.output("web").last(Set.of(OutputStreamKind.STDOUT), 1);
    long stray = Long.parseLong(lines.get(0).text());
    Await.until("the end of the stray", () -> !OsFacts.isAlive(stray));
    Await.until("the end of the control groups", () -> processes.cgroupsOfProcesses().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cgroup-v2", "cgroup-v1"})
  void no_more_processes_than_allowed(String mechanism) {
    start(mechanism, Resource.PROCESSES);

    processes.run(
        "web",
        Limits.NONE,
        LaunchOptions.NONE.withProcesses(5),
        Fixtures.command("fork-a-lot", "20"));

    processes.awaitEnd("web");
    assertThat(processes.output("web").last(Set.of(OutputStreamKind.STDOUT), 20))
        .hasSizeLessThan(5);
    assertThat(processes.inForce("web").limits().get(0).mechanism().text()).isEqualTo(mechanism);
  }

  @Test
  void a_process_that_runs_too_long_is_stopped() {
    start("sampling", Resource.MEMORY);

    processes.run(
        "web",
        Limits.NONE.withTimeout(Duration.ofMillis(100)),
        LaunchOptions.NONE,
        List.of("sleep", "1000"));

    ProcessEvent.Ended ended = processes.awaitEnd("web");
    assertThat(ended.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ended.reason()).contains(new CrashReason.Timeout());
  }

  @Test
  void nothing_runs_for_processes_without_limits() {
    start("auto", Resource.MEMORY);

    processes.run("web", Limits.NONE, LaunchOptions.NONE, List.of("true"));
    processes.awaitEnd("web");

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("banyan-limits");
    assertThat(processes.cgroupsOfProcesses()).isEmpty();
  }

  private void start(String mechanism, Resource resource) {
    String missing = processes.start(mechanism, resource);
    assumeTrue(missing.isEmpty(), missing);
  }
}
