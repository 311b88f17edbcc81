package io.banyan.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.fixture.OsFacts;
import io.banyan.runtime.proc.ProcStat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine does with processes that outlive it, or that it has not launched. */
abstract class AdoptionContract extends EngineTest {

  private final List<ProcessExit> exits = new CopyOnWriteArrayList<>();
  private final List<Long> pids = new ArrayList<>();

  @BeforeEach
  void needsSetsid() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "no setsid on this system");
  }

  @AfterEach
  void end() {
    pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  @Test
  void a_process_appends_to_its_files_by_itself() throws IOException {
    OutputFiles files = new OutputFiles(directory.resolve("out"), directory.resolve("err"));
    Files.writeString(files.stdout(), "before\n");
    Recorder handler = new Recorder();
    LaunchSpec spec =
        new LaunchSpec(
                List.of("/bin/sh", "-c", "echo out; echo err >&2; exit 3"),
                Path.of("/"),
                Fixtures.ENVIRONMENT,
                StdinSource.NULL,
                handler,
                handler)
            .writingTo(files);

    Launch launch = new Launch(engine, spec);

    assertThat(launch.awaitExit()).isEqualTo(new ExitStatus.Exited(3));
    assertThat(Files.readString(files.stdout())).isEqualTo("before\nout\n");
    assertThat(Files.readString(files.stderr())).isEqualTo("err\n");
    assertThat(handler.text()).isEmpty();
    launch.process().closeOutput();
    engine.close();
    assertThat(handler.ends()).isZero();
  }

  @Test
  void a_file_that_cannot_be_opened_is_told() {
    OutputFiles files =
        new OutputFiles(Path.of("/no/such/folder/out"), Path.of("/no/such/folder/err"));
    LaunchSpec spec =
        new LaunchSpec(
                List.of("/bin/true"),
                Path.of("/"),
                Fixtures.ENVIRONMENT,
                StdinSource.NULL,
                OutputHandler.NONE,
                OutputHandler.NONE)
            .writingTo(files);

    assertThat(new Launch(engine, spec).failure().message()).contains("/no/such/folder/out");
  }

  @Test
  void a_process_of_another_parent_is_told_as_ended() throws Exception {
    long pid = orphan("exec sleep 1000");
    OsProcess process = adopt(identity(pid));
    assertThat(exits).isEmpty();
    assertThat(process.identity().pid()).isEqualTo(pid);

    assertThat(process.signal(Signal.TERM, SignalScope.PROCESS))
        .isInstanceOf(SignalOutcome.Delivered.class);

    assertThat(awaitExit())
        .isEqualTo(new ProcessExit(new ExitStatus.Unknown(), ResourceUsage.UNKNOWN));
    assertThat(process.hasSurvivors()).isFalse();
    assertThat(process.signal(Signal.TERM, SignalScope.GROUP))
        .isInstanceOf(SignalOutcome.NobodyThere.class);
    assertThat(exits).hasSize(1);
  }

  @Test
  void its_group_is_reached_also_when_it_has_gone() throws Exception {
    long pid = orphan("(trap '' TERM; echo ready > ready; sleep 1000) & sleep 1000");
    Await.until("the grandchild", () -> Files.exists(directory.resolve("ready")));
    OsProcess process = adopt(identity(pid));

    process.signal(Signal.TERM, SignalScope.GROUP);
    awaitExit();
    assertThat(process.hasSurvivors()).isTrue();
    process.signal(Signal.KILL, SignalScope.GROUP);

    Await.until("the end of the group", () -> !process.hasSurvivors());
  }

  @Test
  void one_that_is_gone_is_told_so_at_once() throws Exception {
    long pid = orphan("exec sleep 1000");
    ProcessIdentity identity = identity(pid);
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    Await.until("its end", () -> !OsFacts.isAlive(pid));

    adopt(identity);

    assertThat(exits).hasSize(1);
  }

  @Test
  void another_one_with_its_pid_is_never_touched() throws Exception {
    long pid = orphan("exec sleep 1000");
    OsProcess process = adopt(new ProcessIdentity(pid, identity(pid).startTime() - 1));

    assertThat(exits).hasSize(1);
    process.signal(Signal.KILL, SignalScope.GROUP);
    process.signal(Signal.KILL, SignalScope.PROCESS);

    assertThat(OsFacts.isAlive(pid)).isTrue();
  }

  @Test
  void closing_the_engine_ends_it() throws Exception {
    long pid = orphan("trap '' TERM; while :; do sleep 1; done");
    adopt(identity(pid));

    engine.close();

    assertThat(OsFacts.isAlive(pid)).isFalse();
    awaitExit();
  }

  private OsProcess adopt(ProcessIdentity identity) {
    LaunchResult result = engine.adopt(new Adoptee(identity, Optional.of("w#1")), exits::add);
    assertThat(result).isInstanceOf(LaunchResult.Launched.class);
    return ((LaunchResult.Launched) result).process();
  }

  private ProcessExit awaitExit() {
    Await.until("the end to be told", () -> !exits.isEmpty());
    return exits.get(0);
  }

  /** Leads a session of its own, and its parent is gone. */
  private long orphan(String line) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", "setsid sh -c \"$LINE\" >/dev/null 2>&1 & echo $!");
    Map<String, String> variables = new HashMap<>(Fixtures.ENVIRONMENT);
    variables.put("LINE", line);
    variables.put(LaunchSpec.COOKIE, "w#1");
    builder.environment().clear();
    builder.environment().putAll(variables);
    Process parent = builder.directory(directory.toFile()).start();
    String said = new String(parent.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    parent.waitFor();
    long pid = Long.parseLong(said.strip());
    pids.add(pid);
    Await.until(
        "a session of its own",
        () -> ProcStat.of(pid).filter(stat -> stat.session() == pid).isPresent());
    return pid;
  }

  private static ProcessIdentity identity(long pid) {
    return new ProcessIdentity(pid, ProcStat.of(pid).orElseThrow().startTime());
  }
}
