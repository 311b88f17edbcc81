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

  Launch(
      ProcessEngine engine, List<String> command, Path directory, Map<String, String> environment) {
    result =
        engine.launch(
            new LaunchSpec(command, directory, environment, StdinSource.NULL, stdout, stderr),
            exits::add);
  }

  Launch(ProcessEngine engine, StdinSource stdin, List<String> command) {
    result =
        engine.launch(
            new LaunchSpec(command, Path.of("/"), Fixtures.ENVIRONMENT, stdin, stdout, stderr),
            exits::add);
  }

  /** With a handler of the test's own for standard output. */
  Launch(ProcessEngine engine, LaunchSpec spec) {
    result = engine.launch(spec, exits::add);
  }

  OsProcess process() {
    assertThat(result).isInstanceOf(Launched.class);
    return ((Launched) result).process();
  }

  ExitStatus.LaunchFailed failure() {
    assertThat(result).isInstanceOf(NotLaunched.class);
    return ((NotLaunched) result).reason();
  }

  boolean isLaunched() {
    return result instanceof Launched;
  }

  ExitStatus awaitExit() {
    Await.until("the exit of the process", () -> !exits.isEmpty());
    return exits.get(0).status();
  }

  /** Waits until all is told, and checks that each thing was told once. */
  void awaitAllTold() {
    awaitExit();
    stdout.awaitAll();
    stderr.awaitAll();
    assertThat(exits).hasSize(1);
    assertThat(stdout.ends()).isEqualTo(1);
    assertThat(stderr.ends()).isEqualTo(1);
  }
}
