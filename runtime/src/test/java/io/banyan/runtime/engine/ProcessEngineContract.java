package io.banyan.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.engine.ExitStatus.Exited;
import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import io.banyan.runtime.engine.ExitStatus.Signaled;
import io.banyan.runtime.engine.SignalOutcome.Delivered;
import io.banyan.runtime.engine.SignalOutcome.NobodyThere;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.proc.ProcStat;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine does, on real processes. */
abstract class ProcessEngineContract extends EngineTest {

  @Nested
  class TellsTheExit {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 127})
    void code(int code) {
      Launch launch = fixture("exit-with", Integer.toString(code));

      assertThat(launch.awaitExit()).isEqualTo(new Exited(code));
    }

    @Test
    void codeThatLooksLikeASignal() {
      assumeTrue(engine.capabilities().exactExit(), "this engine cannot tell 137 from SIGKILL");

      assertThat(fixture("exit-with", "137").awaitExit()).isEqualTo(new Exited(137));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM", "SEGV"})
    void signal(String name) {
      ExitStatus status = fixture("kill-itself", name).awaitExit();

      assertThat(status).isInstanceOf(Signaled.class);
      assertThat(((Signaled) status).signal()).isEqualTo(Signal.parse(name).orElseThrow());
    }

    @Test
    void onceAlthoughADescendantHoldsThePipes() {
      Launch launch = fixture("hold-stdout");

      assertThat(launch.awaitExit()).isEqualTo(new Exited(0));
      assertThat(launch.stdout.awaitLine()).isNotEmpty();
      // The JDK may close a pipe at the exit of its process, so the portable engine may end early.
      assertThat(launch.stdout.ends())
          .isLessThanOrEqualTo(engine.capabilities().exactExit() ? 0 : 1);
      launch.process().closeOutput();
      launch.stdout.awaitAll();
      launch.stderr.awaitAll();
      launch.process().closeOutput();
      assertThat(launch.process().hasSurvivors()).isEqualTo(engine.capabilities().ownSession());
      launch.process().signal(Signal.KILL, SignalScope.GROUP);
      Await.until("the group to be gone", () -> !launch.process().hasSurvivors());
      assertThat(launch.exits).hasSize(1);
      assertThat(launch.stdout.ends()).isEqualTo(1);
    }
  }

  @Nested
  class RefusesToLaunch {

    @Test
    void whatIsNotInThePath() {
      assertThat(run("no-such-program").failure())
          .isEqualTo(new LaunchFailed("ENOENT", "No such file or directory: no-such-program"));
    }

    @Test
    void whatIsNotThere() {
      assertThat(run("/no/such").failure())
          .isEqualTo(new LaunchFailed("ENOENT", "No such file or directory: /no/such"));
    }

    @Test
    void whatIsNotExecutable() throws IOException {
      Files.writeString(directory.resolve("x"), "#!/bin/sh\n");

      assertThat(runIn(directory, Fixtures.ENVIRONMENT, "./x").failure())
          .isEqualTo(new LaunchFailed("EACCES", "Permission denied: ./x"));
    }

    @Test
    void inADirectoryThatIsNotThere() {
      assertThat(runIn(Path.of("/no/directory"), Fixtures.ENVIRONMENT, "sh").failure())
          .isEqualTo(new LaunchFailed("ENOENT", "No such directory: /no/directory"));
    }

    @Test
    void inWhatIsNoDirectory() throws IOException {
      Path file = Files.createFile(directory.resolve("file"));

      assertThat(runIn(file, Fixtures.ENVIRONMENT, "sh").failure())
          .isEqualTo(new LaunchFailed("ENOTDIR", "Not a directory: " + file));
    }

    @Test
    void aDirectory() {
      assertThat(run("/tmp").failure())
          .isEqualTo(new LaunchFailed("EACCES", "Permission denied: /tmp"));
    }

    @Test
    void aScriptWithoutAnInterpreterUnlessTheSystemTakesTheShell() throws IOException {
      Path script = Files.writeString(directory.resolve("plain"), "exit 5\n");
      assertThat(script.toFile().setExecutable(true)).isTrue();

      Launch launch = runIn(directory, Fixtures.ENVIRONMENT, "./plain");

      if (launch.isLaunched()) {
        assertThat(launch.awaitExit()).isEqualTo(new Exited(5));
      } else {
        assertThat(launch.failure())
            .isEqualTo(new LaunchFailed("ENOEXEC", "Exec format error: ./plain"));
      }
    }

    @Test
    void aScriptWhoseInterpreterIsMissing() throws IOException {
      assumeTrue(!isPortable(), "setsid is launched, and it is setsid that fails");
      Path script = Files.writeString(directory.resolve("odd"), "#!/no/such/interpreter\n");
      assertThat(script.toFile().setExecutable(true)).isTrue();

      LaunchFailed failure = runIn(directory, Fixtures.ENVIRONMENT, "./odd").failure();

      assertThat(failure.errno()).isEqualTo("ENOENT");
      assertThat(failure.message()).contains("./odd", "interpreter");
    }

    @Test
    void anythingWhenThePathIsEmpty() {
      assertThat(runIn(directory, Map.of("PATH", ""), "sh").failure())
          .isEqualTo(new LaunchFailed("ENOENT", "No such file or directory: sh"));
    }

    @Test
    void anythingAfterTheEngineWasClosed() {
      engine.close();

      assertThat(run("true").failure().errno()).isEqualTo("ECANCELED");
    }
  }

  @Nested
  class GivesTheProcess {

    @Test
    void exactlyItsEnvironment() {
      Map<String, String> environment =
          Map.of("PATH", "/usr/bin:/bin", "EMPTY", "", "TEXT", "a b=c");

      Launch launch = runIn(directory, environment, "env");

      assertThat(launch.stdout.awaitAll().lines())
          .containsExactlyInAnyOrder("PATH=/usr/bin:/bin", "EMPTY=", "TEXT=a b=c");
    }

    @Test
    void itsWorkingDirectory() throws IOException {
      Launch launch = runIn(directory, Fixtures.ENVIRONMENT, "pwd");

      assertThat(launch.stdout.awaitAll().trim()).isEqualTo(directory.toRealPath().toString());
    }

    @Test
    void itsArgumentsUntouched() {
      String[] arguments = {"a b", "", "\"'$HOME`\\", "two\nlines", "-n", "*", "%s"};

      Launch launch = fixture("print-arguments", arguments);

      String expected = Arrays.stream(arguments).map("[%s]"::formatted).reduce("", String::concat);
      assertThat(launch.stdout.awaitAll()).isEqualTo(expected);
    }

    @Test
    void argumentsBeyondAscii() {
      assumeTrue(
          !isPortable() || "UTF-8".equals(System.getProperty("sun.jnu.encoding")),
          "the JDK encodes arguments as the locale says");

      Launch launch = fixture("print-arguments", "b\u00e4nyan", "\u699c\u6a39 \ud83c\udf33");

      assertThat(launch.stdout.awaitAll()).isEqualTo("[b\u00e4nyan][\u699c\u6a39 \ud83c\udf33]");
    }

    @Test
    void aProgramTakenFromItsWorkingDirectory() throws IOException {
      Path script = Files.writeString(directory.resolve("here"), "#!/bin/sh\necho found\n");
      assertThat(script.toFile().setExecutable(true)).isTrue();

      Launch launch = runIn(directory, Fixtures.ENVIRONMENT, "./here");

      assertThat(launch.stdout.awaitAll()).isEqualTo("found\n");
    }

    @Test
    void noSignalIgnoredOrBlocked() throws IOException {
      assumeTrue(new File("/proc/self/status").exists(), "needs /proc");

      String status = run("cat", "/proc/self/status").stdout.awaitAll();

      assumeTrue(
          !isPortable() || !ignoresSignals(),
          "what nohup or a shell's background ignores, the JDK passes on as ignored");
      // glibc itself ignores its own 32 and 33 in what the JDK starts; programs do not mind.
      assertThat(status).containsPattern("SigIgn:\\s+0{7}[01][08]0{7}");
      assumeTrue(!isPortable(), "the JDK passes on the mask of the calling thread");
      assertThat(status).containsPattern("SigIgn:\\s+0{16}");
      assertThat(status).containsPattern("SigBlk:\\s+0{16}");
    }

    /** HUP, INT or QUIT. */
    private static boolean ignoresSignals() throws IOException {
      return Files.readString(Path.of("/proc/self/status"))
          .matches("(?s).*SigIgn:\\s+\\p{XDigit}*[1-7]\n.*");
    }

    @Test
    void anEndOfFileAsItsInput() {
      assertThat(fixture("copy-stdin").stdout.awaitAll()).isEqualTo("end\n");
    }

    @Test
    void aSessionOfItsOwn() {
      assumeTrue(engine.capabilities().ownSession(), "needs a setsid program");
      OsProcess process = ready("run-forever").process();

      long pid = process.identity().pid();
      ProcStat stat = ProcStat.of(pid).orElseThrow();

      assertThat(stat.group()).isEqualTo(pid);
      assertThat(stat.session()).isEqualTo(pid);
      assertThat(stat.startTime()).isEqualTo(process.identity().startTime());
    }
  }

  @Nested
  class Signals {

    @Test
    void aRunningProcess() {
      Launch launch = ready("run-forever");

      assertThat(launch.process().signal(Signal.TERM, SignalScope.PROCESS))
          .isEqualTo(new Delivered());
      assertThat(launch.awaitExit()).isEqualTo(new Signaled(Signal.TERM, false));
    }

    @Test
    void nobodyAfterTheEnd() {
      Launch launch = fixture("exit-with", "0");
      launch.awaitExit();

      assertThat(launch.process().hasSurvivors()).isFalse();
      assertThat(launch.process().signal(Signal.KILL, SignalScope.PROCESS))
          .isEqualTo(new NobodyThere());
      assertThat(launch.process().signal(Signal.KILL, SignalScope.GROUP))
          .isEqualTo(new NobodyThere());
    }

    @Test
    void theGroupThatOutlivedItsLeader() {
      assumeTrue(engine.capabilities().ownSession(), "needs a setsid program");
      Launch launch = fixture("fork-and-exit");
      launch.awaitExit();
      long survivor = Long.parseLong(launch.stdout.awaitLine());

      assertThat(launch.process().hasSurvivors()).isTrue();
      assertThat(launch.process().signal(Signal.TERM, SignalScope.GROUP))
          .isEqualTo(new Delivered());
      assertThat(ProcStat.of(survivor).orElseThrow().alive()).isTrue();
      assertThat(launch.process().signal(Signal.KILL, SignalScope.GROUP))
          .isEqualTo(new Delivered());
      Await.until("the group to be gone", () -> !launch.process().hasSurvivors());
    }
  }

  @Nested
  class Close {

    @Test
    void endsEverythingAndTellsIt() {
      Launch plain = ready("run-forever");
      Launch stubborn = ready("ignore-term");

      engine.close();

      assertThat(plain.awaitExit()).isEqualTo(new Signaled(Signal.KILL, false));
      assertThat(stubborn.awaitExit()).isEqualTo(new Signaled(Signal.KILL, false));
      assertThat(plain.stdout.awaitAll()).isEqualTo("ready\n");
      engine.close();
    }
  }
}
