package io.banyan.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.LaunchResult.Launched;
import io.banyan.runtime.engine.LaunchResult.NotLaunched;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.Fixtures;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** One launch in a test: what to run, and what was told about it. */
final class Launch {

  final Recorder stdout = new Recorder();
  final Recorder stderr = new Recorder();
  final List<ProcessExit> exits = new CopyOnWriteArrayList<>();

  private final LaunchResult result;

  private Launch(ProcessEngine engine, LaunchSpec spec) {
    LaunchSpec recorded =
        new LaunchSpec(
            spec.command(),
            spec.directory(),
            spec.environment(),
            spec.stdin(),
            spec.stdout() == DISCARD ? stdout : spec.stdout(),
            spec.stderr() == DISCARD ? stderr : spec.stderr());
    result = engine.launch(recorded, exits::add);
  }

  private static final OutputHandler DISCARD = new Recorder();

  static Launch of(ProcessEngine engine, List<String> command) {
    return of(engine, command, DISCARD);
  }

  /** With a handler of the test's own for standard output. */
  static Launch of(ProcessEngine engine, List<String> command, OutputHandler stdout) {
    return new Launch(
        engine,
        new LaunchSpec(
            command, Path.of("/"), Fixtures.ENVIRONMENT, StdinSource.NULL, stdout, DISCARD));
  }

  static Launch in(
      ProcessEngine engine, Path directory, Map<String, String> environment, String... command) {
    return new Launch(
        engine,
        new LaunchSpec(
            List.of(command), directory, environment, StdinSource.NULL, DISCARD, DISCARD));
  }

  static Launch fixture(ProcessEngine engine, String name, String... arguments) {
    return of(engine, Fixtures.command(name, arguments));
  }

  OsProcess process() {
    assertThat(result).isInstanceOf(Launched.class);
    return ((Launched) result).process();
  }

  ExitStatus.LaunchFailed failure() {
    assertThat(result).isInstanceOf(NotLaunched.class);
    return ((NotLaunched) result).reason();
  }

  LaunchResult result() {
    return result;
  }

  ExitStatus awaitExit() {
    Await.until("the exit of the process", () -> !exits.isEmpty());
    return exits.get(0).status();
  }
}
