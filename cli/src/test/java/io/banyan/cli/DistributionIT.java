package io.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.OsFacts;
import io.banyan.runtime.proc.ProcStat;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed distribution, unpacked into a folder that nobody may write to. */
class DistributionIT {

  @TempDir Path folder = Path.of("set by JUnit");
  private Path home = folder;

  @BeforeEach
  void unpack() throws Exception {
    assumeTrue(ProcStat.available(), "there is no /proc");
    Path archive;
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      archive = built.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElse(null);
    }
    assumeTrue(archive != null, "a quick build has no distribution");
    Path place = Files.createDirectory(folder.resolve("opt with a space"));
    ok(
        new ProcessBuilder(
            "tar", "-xzf", archive.toAbsolutePath().toString(), "-C", place.toString()));
    try (Stream<Path> unpacked = Files.list(place)) {
      home = unpacked.findFirst().orElseThrow();
    }
    ok(new ProcessBuilder("chmod", "-R", "a-w", place.toString()));
  }

  @AfterEach
  void clean() throws Exception {
    banyan("down", "--force");
    ok(new ProcessBuilder("chmod", "-R", "u+w", folder.toString()));
  }

  /** In one: the first starts of each kind of command are slow, whatever is done. */
  @Test
  void runs_a_tree_from_wherever_it_was_unpacked() throws Exception {
    Files.writeString(
        folder.resolve("application.conf"),
        "banyan { name = packed, tree.children = [{ id = web, command = \"sleep 1000\" }] }");

    assertThat(banyan("version")).startsWith("banyan ");
    assertThat(banyan("up", "-d")).contains("packed is up");
    String web =
        banyan("ps").lines().filter(line -> line.startsWith("web ")).findFirst().orElse("");
    assertThat(web).contains("running");
    long pid = Long.parseLong(Shell.words(web).get(1));
    banyan("down");
    Await.until("the end of the child", () -> !OsFacts.isAlive(pid));

    Path link = Files.createSymbolicLink(folder.resolve("banyan"), home.resolve("bin/banyan"));
    assertThat(ok(new ProcessBuilder(link.toString(), "run", "echo", "hello")))
        .isEqualTo("hello\n");
    assertThat(home.resolve("share/systemd/banyan@.service")).isRegularFile();
    assertThat(home.resolve("share/docker/Dockerfile")).isRegularFile();
    assertThat(home.resolve("docs/command-line.md")).isRegularFile();
    assertThat(home.resolve("LICENSE")).isRegularFile();
  }

  private String banyan(String... arguments) throws Exception {
    return ok(
        new ProcessBuilder(
            Stream.concat(Stream.of(home.resolve("bin/banyan").toString()), Stream.of(arguments))
                .toList()));
  }

  /** What it says on standard output, once it has ended. */
  private String ok(ProcessBuilder builder) throws IOException, InterruptedException {
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("BANYAN_") || name.startsWith("XDG_"));
    environment.put("HOME", folder.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    File said = Files.createTempFile(folder, "said", "").toFile();
    Process process =
        builder
            .directory(folder.toFile())
            .redirectOutput(said)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.waitFor();
    return Files.readString(said.toPath(), StandardCharsets.UTF_8);
  }
}
