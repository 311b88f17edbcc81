package io.banyan.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.proc.ProcStat;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An engine for each test, and the care that no test leaves a process behind. */
abstract class EngineTest {

  ProcessEngine engine;
  @TempDir Path directory;

  private final List<Launch> launches = new CopyOnWriteArrayList<>();

  /** The kind of engine under test, as in {@code banyan.engine.kind}. */
  abstract String kind();

  @BeforeEach
  void open() {
    engine = ProcessEngines.create(EngineSettings.from(ConfigFactory.load()).withKind(kind()));
  }

  @AfterEach
  void closeAndLookForWhoIsLeft() {
    engine.close();
    launches.stream().filter(Launch::isLaunched).forEach(EngineTest::killSurvivors);
    Await.value("no child left, not even a zombie", EngineTest::children, List::isEmpty);
  }

  /** Runs a command in the root directory. */
  final Launch run(String... command) {
    return runIn(Path.of("/"), Fixtures.ENVIRONMENT, command);
  }

  final Launch runIn(Path where, Map<String, String> environment, String... command) {
    return remember(new Launch(engine, List.of(command), where, environment));
  }

  final Launch fixture(String name, String... arguments) {
    return run(Fixtures.command(name, arguments).toArray(String[]::new));
  }

  /** With a handler of the test's own for standard output. */
  final Launch fixture(OutputHandler stdout, String name, String... arguments) {
    LaunchSpec spec =
        new LaunchSpec(
            Fixtures.command(name, arguments),
            Path.of("/"),
            Fixtures.ENVIRONMENT,
            StdinSource.NULL,
            stdout,
            new Recorder());
    return remember(new Launch(engine, spec));
  }

  /** With an input of its own. */
  final Launch launch(StdinSource stdin, List<String> command) {
    return remember(new Launch(engine, stdin, command));
  }

  /** A process that has said that it is ready for the test. */
  final Launch ready(String fixture) {
    Launch launch = fixture(fixture);
    assertThat(launch.stdout.awaitLine()).isEqualTo("ready");
    return launch;
  }

  final boolean isPortable() {
    return engine.capabilities().engine().equals("portable");
  }

  /** Our children as the system sees them, zombies included. */
  static List<ProcStat> children() {
    long self = ProcessHandle.current().pid();
    String[] names = new File("/proc").list((proc, name) -> Character.isDigit(name.charAt(0)));
    return Arrays.stream(names == null ? new String[0] : names)
        .map(name -> ProcStat.of(Long.parseLong(name)))
        .flatMap(Optional::stream)
        .filter(stat -> stat.parent() == self)
        .toList();
  }

  private Launch remember(Launch launch) {
    launches.add(launch);
    return launch;
  }

  private static void killSurvivors(Launch launch) {
    if (launch.process().hasSurvivors()) {
      launch.process().signal(Signal.KILL, SignalScope.GROUP);
      Await.until("the group to be gone", () -> !launch.process().hasSurvivors());
    }
  }
}
