package io.banyan.runtime.guardian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.OsFacts;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script alone, in the shells that may be {@code /bin/sh}. */
class GuardianScriptIT {

  private static final String WRONG_START = "7";

  private final String cookie = UUID.randomUUID().toString();
  private final List<Process> started = new ArrayList<>();
  private final List<Long> pids = new ArrayList<>();
  private Optional<OutputStream> register = Optional.empty();
  @TempDir private Path folder;

  @BeforeEach
  void needsSetsid() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "no setsid on this system");
    assumeTrue(Files.isReadable(Path.of("/proc/self/environ")), "no /proc on this system");
  }

  @AfterEach
  void end() throws IOException {
    started.forEach(Process::destroyForcibly);
    pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    if (register.isPresent()) {
      register.get().close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void ends_what_is_the_runtimes_and_nothing_else(String shell) throws Exception {
    Process guardian = guardian(shell);
    Process plain = session(cookie, "exec sleep 1000");
    Process deaf = session(cookie, "trap '' TERM; echo ready; while :; do sleep 1; done");
    awaitLine(deaf);
    Process leaver = session(cookie, "setsid sh -c 'echo $$; exec sleep 1000' & exec sleep 1000");
    final long left = Long.parseLong(awaitLine(leaver));
    Process leaderless = session(cookie, "sleep 1000 >/dev/null & echo $!");
    final long orphan = Long.parseLong(awaitLine(leaderless));
    leaderless.waitFor();
    Process released = session("another", "exec sleep 1000");
    Process reused = session("another", "exec sleep 1000");
    Process reusedLeaderless = session("another", "sleep 1000 >/dev/null & echo $!");
    final long stranger = Long.parseLong(awaitLine(reusedLeaderless));
    reusedLeaderless.waitFor();
    Process outliving = adoptable("setsid sh -c 'echo $$; exec sleep 1000' & exec sleep 1000");
    final long outlivingChild = Long.parseLong(awaitLine(outliving));
    pids.addAll(List.of(left, orphan, stranger, outlivingChild));

    register("+ " + plain.pid() + " " + startTime(plain.pid()));
    register("- " + released.pid() + " " + startTime(released.pid()));
    register("+ " + deaf.pid() + " " + startTime(deaf.pid()) + "      ");
    register("+ " + leaderless.pid() + " " + WRONG_START);
    register("+ " + reused.pid() + " " + WRONG_START);
    register("+ " + reusedLeaderless.pid() + " " + WRONG_START);
    register("+ not-a-number; 1");
    register("+ " + released.pid() + "; 1");
    guardian.getOutputStream().close();

    assertThat(guardian.waitFor()).isNotNegative();
    assertThat(guardian.getInputStream().readAllBytes()).isEmpty();
    Await.until("the end of all", () -> Stream.of(plain, deaf, leaver).noneMatch(Process::isAlive));
    assertThat(List.of(left, orphan)).noneMatch(OsFacts::isAlive);
    assertThat(List.of(released.pid(), reused.pid(), stranger)).allMatch(OsFacts::isAlive);
    assertThat(List.of(outliving.pid(), outlivingChild)).allMatch(OsFacts::isAlive);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void knows_thousands_of_groups(String shell) throws Exception {
    Process guardian = guardian(shell);
    Process last = session(cookie, "exec sleep 1000");
    // Higher than any pid can be.
    for (int group = 5_000_000; group < 5_005_000; group++) {
      register((group % 5 == 0 ? "+ " : "- ") + group + " 1");
    }
    register("+ " + last.pid() + " " + startTime(last.pid()));
    guardian.getOutputStream().close();

    Await.until("the end of the last", () -> !last.isAlive());
    guardian.waitFor();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void goes_when_it_is_told_to_and_touches_nobody(String shell) throws Exception {
    Process guardian = guardian(shell);
    Process other = session(cookie, "exec sleep 1000");
    register("+ " + other.pid() + " " + startTime(other.pid()));
    try (OutputStream pipe = guardian.getOutputStream()) {
      pipe.write("q\n".getBytes(StandardCharsets.US_ASCII));
    }

    assertThat(guardian.waitFor()).isZero();
    assertThat(other.isAlive()).isTrue();
  }

  private Process guardian(String shell) throws IOException {
    List<String> command = new ArrayList<>(List.of(shell.split(" ")));
    boolean there =
        Stream.of("/bin/", "/usr/bin/")
            .anyMatch(dir -> new java.io.File(dir + command.get(0)).canExecute());
    assumeTrue(there, "no " + shell + " on this system");
    Path file = Files.createTempFile(folder, "register", "");
    register = Optional.of(Files.newOutputStream(file));
    command.addAll(List.of("-c", Guardian.script(), "banyan-guardian", cookie, "1"));
    command.add(file.toString());
    Process guardian = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(guardian);
    Await.until("the name is gone", () -> !Files.exists(file));
    return guardian;
  }

  /** A session whose leader has the pid of the process: setsid forks only where it must. */
  private Process session(String runtime, String line) throws IOException {
    return session(runtime, "kill", line);
  }

  /** Carries the cookie, but is declared to outlive the runtime. */
  private Process adoptable(String line) throws IOException {
    return session(cookie, "adopt", line);
  }

  private Process session(String runtime, String onRuntimeDeath, String line) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("setsid", "sh", "-c", line);
    builder.environment().put("BANYAN_ON_RUNTIME_DEATH", onRuntimeDeath);
    builder.environment().put("BANYAN_RUNTIME", runtime);
    builder.redirectError(Redirect.DISCARD);
    Process process = builder.start();
    started.add(process);
    Await.until("a session", () -> !OsFacts.isAlive(process.pid()) || isExecuted(process));
    return process;
  }

  private static boolean isExecuted(Process process) {
    return OsFacts.commandLine(process.pid()).matches("(sh -c|sleep) .*");
  }

  private static String awaitLine(Process process) throws IOException {
    return String.valueOf(process.inputReader(StandardCharsets.UTF_8).readLine());
  }

  /** The guardian has removed its name by then, and sees what is written all the same. */
  private void register(String line) throws IOException {
    register.orElseThrow().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static String startTime(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
  }
}
