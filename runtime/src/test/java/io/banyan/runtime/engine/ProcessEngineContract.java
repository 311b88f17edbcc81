package io.banyan.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.engine.ExitStatus.Exited;
import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import io.banyan.runtime.engine.ExitStatus.Signaled;
import io.banyan.runtime.engine.SignalOutcome.Delivered;
import io.banyan.runtime.engine.SignalOutcome.NobodyThere;
import io.banyan.runtime.engine.internal.ProcStat;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine does, on real processes. */
abstract class ProcessEngineContract {

  ProcessEngine engine;
  @TempDir Path directory;

  /** The kind of engine under test, as in {@code banyan.engine.kind}. */
  abstract String kind();

  @BeforeEach
  void open() {
    engine = ProcessEngines.create(EngineSettings.from(ConfigFactory.load()).withKind(kind()));
  }

  @AfterEach
  void closeAndLookForWhoIsLeft() {
    engine.close();
    Await.value("no child process left", ProcessEngineContract::children, List::isEmpty);
  }

  private static List<String> children() {
    return ProcessHandle.current().children().map(ProcessHandle::toString).toList();
  }

  @Nested
  class TellsTheExit {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 127})
    void code(int code) {
      Launch launch = Launch.fixture(engine, "exit-with", Integer.toString(code));

      assertThat(launch.awaitExit()).isEqualTo(new Exited(code));
    }

    @Test
    void codeThatLooksLikeASignal() {
      assumeTrue(engine.capabilities().exactExit(), "this engine cannot tell 137 from SIGKILL");

      assertThat(Launch.fixture(engine, "exit-with", "137").awaitExit()).isEqualTo(new Exited(137));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM", "SEGV"})
    void signal(String name) {
      ExitStatus status = Launch.fixture(engine, "kill-itself", name).awaitExit();

      assertThat(status).isInstanceOf(Signaled.class);
      assertThat(((Signaled) status).signal()).isEqualTo(Signal.parse(name).orElseThrow());
    }

    @Test
    void onceAlthoughADescendantHoldsThePipes() {
      Launch launch = Launch.fixture(engine, "hold-stdout");

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
      assertThat(Launch.of(engine, List.of("no-such-program")).failure())
          .isEqualTo(new LaunchFailed("ENOENT", "No such file or directory: no-such-program"));
    }

    @Test
    void whatIsNotThere() {
      assertThat(Launch.of(engine, List.of("/no/such")).failure())
          .isEqualTo(new LaunchFailed("ENOENT", "No such file or directory: /no/such"));
    }

    @Test
    void whatIsNotExecutable() throws IOException {
      Files.writeString(directory.resolve("x"), "#!/bin/sh\n");

      assertThat(Launch.in(engine, directory, Fixtures.ENVIRONMENT, "./x").failure())
          .isEqualTo(new LaunchFailed("EACCES", "Permission denied: ./x"));
    }

    @Test
    void inADirectoryThatIsNotThere() {
      assertThat(Launch.in(engine, Path.of("/no/directory"), Fixtures.ENVIRONMENT, "sh").failure())
          .isEqualTo(new LaunchFailed("ENOENT", "No such directory: /no/directory"));
    }

    @Test
    void anythingWhenThePathIsEmpty() {
      assertThat(Launch.in(engine, directory, Map.of("PATH", ""), "sh").failure())
          .isEqualTo(new LaunchFailed("ENOENT", "No such file or directory: sh"));
    }

    @Test
    void anythingAfterTheEngineWasClosed() {
      engine.close();

      assertThat(Launch.of(engine, List.of("true")).failure().errno()).isEqualTo("ECANCELED");
    }
  }

  @Nested
  class GivesTheProcess {

    @Test
    void exactlyItsEnvironment() {
      Map<String, String> environment =
          Map.of("PATH", "/usr/bin:/bin", "EMPTY", "", "TEXT", "a b=c");

      Launch launch = Launch.in(engine, directory, environment, "env");

      assertThat(launch.stdout.awaitAll().lines())
          .containsExactlyInAnyOrder("PATH=/usr/bin:/bin", "EMPTY=", "TEXT=a b=c");
    }

    @Test
    void itsWorkingDirectory() throws IOException {
      Launch launch = Launch.in(engine, directory, Fixtures.ENVIRONMENT, "pwd");

      assertThat(launch.stdout.awaitAll().trim()).isEqualTo(directory.toRealPath().toString());
    }

    @Test
    void itsArgumentsUntouched() {
      String[] arguments = {"a b", "", "\"'$HOME`\\", "two\nlines", "-n", "*"};

      Launch launch = Launch.fixture(engine, "print-arguments", arguments);

      String expected = Arrays.stream(arguments).map("[%s]"::formatted).reduce("", String::concat);
      assertThat(launch.stdout.awaitAll()).isEqualTo(expected);
    }

    @Test
    void anEndOfFileAsItsInput() {
      assertThat(Launch.fixture(engine, "copy-stdin").stdout.awaitAll()).isEqualTo("end\n");
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
      Launch launch = Launch.fixture(engine, "exit-with", "0");
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
      Launch launch = Launch.fixture(engine, "fork-and-exit");
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

  /** A process that has said that it is ready for the test. */
  final Launch ready(String fixture, String... arguments) {
    Launch launch = Launch.fixture(engine, fixture, arguments);
    assertThat(launch.stdout.awaitLine()).isEqualTo("ready");
    return launch;
  }
}
