package io.banyan.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.cli.console.CommandFailure;
import io.banyan.control.endpoint.ControlFile;
import io.banyan.runtime.engine.ProcessIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFinderTest {

  @TempDir Path base;

  private ControlFile running(String name, Path directory) throws IOException {
    Path file = base.resolve(name + "/application.conf");
    ControlFile control =
        ControlFile.ofThisProcess(URI.create("http://127.0.0.1:1"), "t", name, file, "1");
    control.write(directory);
    return control;
  }

  private Path stateOf(String name) {
    return base.resolve("state/banyan").resolve(name).resolve("run");
  }

  private RuntimeFinder finder(Path workingDirectory) {
    return new RuntimeFinder(
        Map.of("XDG_STATE_HOME", base.resolve("state").toString()),
        workingDirectory,
        file -> Optional.of(base.resolve("own")));
  }

  private static void assertFails(Runnable search, int exitCode, String words) {
    assertThatThrownBy(search::run)
        .hasMessageContaining(words)
        .asInstanceOf(InstanceOfAssertFactories.type(CommandFailure.class))
        .extracting(CommandFailure::exitCode)
        .isEqualTo(exitCode);
  }

  @Test
  void withoutAnyNothingIsRunning() {
    assertFails(
        () -> finder(base).find(Optional.empty(), Optional.empty()), 4, "no runtime is running");
  }

  @Test
  void theOneOfTheFolderIsFoundAmongSeveral() throws IOException {
    ControlFile shop = running("shop", stateOf("shop"));
    running("farm", stateOf("farm"));

    assertThat(finder(base.resolve("shop")).find(Optional.empty(), Optional.empty()))
        .isEqualTo(shop);
    assertThat(finder(base).find(Optional.empty(), Optional.of(Path.of("shop/application.conf"))))
        .isEqualTo(shop);
    assertThat(finder(base).find(Optional.of("shop"), Optional.empty())).isEqualTo(shop);
    assertFails(() -> finder(base).find(Optional.empty(), Optional.empty()), 2, "--runtime NAME");
  }

  @Test
  void theOnlyOneIsFoundFromAnywhereButNotForAnotherFile() throws IOException {
    ControlFile shop = running("shop", stateOf("shop"));

    assertThat(finder(base).find(Optional.empty(), Optional.empty())).isEqualTo(shop);
    assertFails(
        () -> finder(base).find(Optional.empty(), Optional.of(Path.of("other.conf"))),
        4,
        "other.conf");
    assertFails(() -> finder(base).find(Optional.of("farm"), Optional.empty()), 4, "farm");
  }

  @Test
  void oneThatWasKilledIsNotRunning() throws IOException {
    ControlFile shop = running("shop", stateOf("shop"));
    ProcessIdentity gone =
        new ProcessIdentity(shop.process().pid(), shop.process().startTime() + 1);
    new ControlFile(shop.url(), shop.token(), gone, shop.name(), shop.file(), shop.version())
        .write(stateOf("shop"));

    assertFails(
        () -> finder(base).find(Optional.empty(), Optional.empty()), 4, "no runtime is running");
  }

  @Test
  void aDeclarationWithDirectoriesOfItsOwnIsAskedForThem() throws IOException {
    ControlFile shop = running("shop", base.resolve("own"));
    Files.createDirectories(base.resolve("shop"));
    Files.writeString(base.resolve("shop/application.conf"), "banyan.directories.runtime = own");

    assertThat(finder(base.resolve("shop")).find(Optional.empty(), Optional.empty()))
        .isEqualTo(shop);
  }

  @Test
  void aGivenPidFolderIsTheOnlyPlace() throws IOException {
    running("shop", stateOf("shop"));
    ControlFile farm = running("farm", base.resolve("pids"));
    RuntimeFinder finder =
        new RuntimeFinder(
            Map.of("BANYAN_PID_DIR", base.resolve("pids").toString()),
            base,
            file -> Optional.empty());

    assertThat(finder.find(Optional.empty(), Optional.empty())).isEqualTo(farm);
  }

  @Test
  void everyPartOfAnIdIsEncoded() {
    assertThat(ControlClient.process("workers/a b")).isEqualTo("/api/processes/workers/a%20b");
    assertThat(ControlClient.process("/")).isEqualTo("/api/processes/%2F");
    assertThat(ControlClient.process("a?b#c")).isEqualTo("/api/processes/a%3Fb%23c");
  }
}
