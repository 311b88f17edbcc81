package io.banyan.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchResult.Launched;
import io.banyan.runtime.engine.LaunchResult.NotLaunched;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.engine.SystemTools;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.Fixtures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes, as root and as an ordinary user; the process itself says what it became. */
class PrefixedLaunchIT {

  private static final Privileges OWN = Privileges.current();
  private static final boolean ROOT = OWN.uid() == 0 && OWN.can(Privileges.SETUID);

  private ProcessEngine engine = engine("auto");

  @AfterEach
  void end() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "portable"})
  void the_program_has_the_pid_that_was_launched_and_nothing_is_left_beside_it(String kind) {
    engine.close();
    engine = engine(kind);
    needs("prlimit", "nice");
    int nice = Math.min(OWN.niceness() + 1, LaunchOptions.HIGHEST_NICE);
    LaunchOptions options = LaunchOptions.NONE.withUmask(027).withNice(nice).withOpenFiles(64);

    Output out = run(options, "sh", "-c", "echo $$ $(umask) $(nice) $(ulimit -n)");

    assertThat(out.awaitAll()).isEqualTo("%d 0027 %d 64\n".formatted(out.pid, nice));
  }

  @Test
  void another_user_with_its_own_groups_only() {
    assumeTrue(ROOT, "only root may become another user");
    needs("setpriv");

    Output out = run(LaunchOptions.NONE.withUser("nobody"), "id", "-Gn");
    Output user = run(LaunchOptions.NONE.withUser("nobody"), "id", "-un");

    assertThat(out.awaitAll()).isEqualTo("nogroup\n");
    assertThat(user.awaitAll()).isEqualTo("nobody\n");
  }

  @Test
  void a_user_and_group_by_number() {
    assumeTrue(ROOT, "only root may become another user");
    needs("setpriv");

    Output out = run(LaunchOptions.NONE.withUser("54321").withGroup("54322"), "id", "-u");

    assertThat(out.awaitAll()).isEqualTo("54321\n");
  }

  @Test
  void a_limit_of_processes_for_another_user() {
    assumeTrue(ROOT, "only root may become another user");
    needs("setpriv", "prlimit");

    Output out =
        run(
            LaunchOptions.NONE.withUser("54321").withGroup("54321").withProcesses(1),
            "sh",
            "-c",
            "(:) && echo accepted");

    assertThat(out.awaitAll()).doesNotContain("accepted");
    assertThat(out.errors.awaitAll()).containsIgnoringCase("fork");
  }

  @Test
  void refuses_another_user_without_privilege() {
    assumeFalse(ROOT, "root may become another user");

    assertThat(refusal(LaunchOptions.NONE.withUser("root"), "true").errno()).isEqualTo("EPERM");
    assertThat(refusal(LaunchOptions.NONE.withNice(OWN.lowestNice() - 1), "true").errno())
        .isEqualTo("EPERM");
  }

  @Test
  void refuses_a_user_that_is_not_there() {
    assertThat(refusal(LaunchOptions.NONE.withUser("no-such-user"), "true"))
        .isEqualTo(new LaunchFailed("EINVAL", "No such user: no-such-user"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "portable"})
  void a_missing_command_is_told_as_without_options(String kind) {
    engine.close();
    engine = engine(kind);

    assertThat(refusal(LaunchOptions.NONE.withUmask(0), "no-such-program"))
        .isEqualTo(new LaunchFailed("ENOENT", "No such file or directory: no-such-program"));
  }

  @Test
  void a_script_whose_interpreter_is_missing(@TempDir Path directory) throws IOException {
    Path script = Files.writeString(directory.resolve("odd"), "#!/no/such/interpreter\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

    LaunchFailed failure = refusal(LaunchOptions.NONE.withUmask(0), script.toString());

    assertThat(failure.errno()).isEqualTo("ENOENT");
    assertThat(failure.message()).contains("interpreter");
  }

  @Test
  void refuses_a_program_the_other_user_cannot_execute(@TempDir Path directory) throws IOException {
    assumeTrue(ROOT, "only root may become another user");
    Path script = Files.writeString(directory.resolve("private"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));

    LaunchFailed failure = refusal(LaunchOptions.NONE.withUser("nobody"), script.toString());

    assertThat(failure.errno()).isEqualTo("EACCES");
  }

  private Output run(LaunchOptions options, String... command) {
    Output out = new Output();
    LaunchResult result = launch(options, out, command);
    assertThat(result).isInstanceOf(Launched.class);
    out.pid = ((Launched) result).process().identity().pid();
    return out;
  }

  private LaunchFailed refusal(LaunchOptions options, String... command) {
    LaunchResult result = launch(options, new Output(), command);
    assertThat(result).isInstanceOf(NotLaunched.class);
    return ((NotLaunched) result).reason();
  }

  private LaunchResult launch(LaunchOptions options, Output out, String... command) {
    LaunchSpec spec =
        new LaunchSpec(
            List.of(command),
            Path.of("/"),
            Fixtures.ENVIRONMENT,
            StdinSource.NULL,
            out,
            out.errors);
    return new PrefixedLaunch(options, List.of()).launch(engine, spec, exit -> {});
  }

  private static ProcessEngine engine(String kind) {
    return ProcessEngines.create(new EngineSettings(kind, 1));
  }

  private static void needs(String... tools) {
    for (String tool : tools) {
      assumeTrue(SystemTools.find(tool).isPresent(), tool + " is not installed");
    }
  }

  private static class Text implements OutputHandler {
    private final StringBuilder text = new StringBuilder();
    private boolean ended;

    @Override
    public synchronized boolean onBytes(ByteBuffer bytes) {
      text.append(StandardCharsets.UTF_8.decode(bytes));
      return true;
    }

    @Override
    public synchronized void onEnd() {
      ended = true;
    }

    String awaitAll() {
      Await.until("the end of the output", this::isEnded);
      return text();
    }

    private synchronized boolean isEnded() {
      return ended;
    }

    private synchronized String text() {
      return text.toString();
    }
  }

  private static final class Output extends Text {
    private final Text errors = new Text();
    private long pid;
  }
}
