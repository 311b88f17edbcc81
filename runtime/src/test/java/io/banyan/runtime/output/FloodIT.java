package io.banyan.runtime.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.fixture.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Floods of output through a JVM with 24 MiB of heap, into a FIFO whose reader takes their
 * checksum. By default a part of each; all of it, which takes some minutes, with
 *
 * <pre>
 * ./mvnw -q -B -pl runtime -Dquick verify -Dit.test=FloodIT -Dtest=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dbanyan.floods=full
 * </pre>
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FloodIT {

  private static final boolean FULL = "full".equals(System.getProperty("banyan.floods"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"linux", "portable"})
  void ofShortLinesLosesNothing(String engine) throws Exception {
    int lines = FULL ? 10_000_000 : 500_000;

    Map<String, String> facts = flood(engine, "seq " + lines);

    assertThat(facts).containsEntry("lines", "" + lines).containsEntry("kept", "1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux", "portable"})
  void withoutANewlineLosesNothing(String engine) throws Exception {
    int mebibytes = FULL ? 1024 : 64;

    Map<String, String> facts = flood(engine, "head -c " + mebibytes + "M /dev/zero | tr '\\0' x");

    assertThat(facts)
        .containsEntry("lines", "" + mebibytes * 64)
        .containsEntry("last", "" + LineAssembler.MAX_LINE_BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux", "portable"})
  void ofBytesThatAreNoTextLosesNothing(String engine) throws Exception {
    // The same for both runs of the command, and nearly nothing of it is UTF-8.
    String bytes =
        "yes abcdefgh | tr abcdefgh '\\200\\300\\377\\376\\365\\240\\341\\342' | head -c "
            + (FULL ? "256M" : "16M");

    flood(engine, bytes);
  }

  @Test
  void isBoundedAndCountedWhenItMayBeDropped() throws Exception {
    long bytes = (FULL ? 1024L : 256L) * 1024 * 1024;
    Path fifo = fifo();
    // Opens the log, reads nothing for as long as the process runs, and then the rest.
    Process reader = start("exec 3< log; read go; wc -c <&3");
    Process runtime = runtime("linux", WhenFull.DROP, fifo, "head -c " + bytes + " /dev/zero");

    List<String> said = new ArrayList<>();
    try (var lines = runtime.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.equals("ended")) {
          // The process has ended although nobody read its log.
          try (var go = reader.outputWriter(UTF_8)) {
            go.write("go\n");
          }
        }
      }
    }
    Map<String, String> facts = facts(said);
    long arrived = Long.parseLong(output(reader).trim());

    long dropped = Long.parseLong(facts.get("dropped"));
    assertThat(dropped).isGreaterThan(bytes / 2);
    assertThat(arrived + dropped).isEqualTo(bytes);
    assertThat(facts).containsEntry("told", "" + dropped);
    assertThat(Integer.parseInt(facts.get("tellings"))).isBetween(1, 60);
  }

  /** Runs a command directly and through a runtime: the checksums are the same. */
  private Map<String, String> flood(String engine, String command) throws Exception {
    Path fifo = fifo();
    String expected = output(start(command + " | sha256sum"));
    Process reader = start("sha256sum < log");
    Process runtime = runtime(engine, WhenFull.BLOCK, fifo, command);

    Map<String, String> facts = facts(output(runtime).lines().toList());

    assertThat(output(reader)).isEqualTo(expected);
    assertThat(facts)
        .containsEntry("exit", "Exited[code=0]")
        .containsEntry("dropped", "0")
        .containsEntry("tellings", "0");
    return facts;
  }

  private Process runtime(String engine, WhenFull whenFull, Path log, String command)
      throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FloodMain.class.getName()));
    if (Runtime.version().feature() >= 24) {
      words.add(1, "--enable-native-access=ALL-UNNAMED");
    }
    words.addAll(List.of(engine, whenFull.name(), log.toString(), command));
    return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private Path fifo() throws IOException, InterruptedException {
    output(start("mkfifo log"));
    Path fifo = folder.resolve("log");
    assumeTrue(Files.exists(fifo), "no mkfifo");
    return fifo;
  }

  private Process start(String script) throws IOException {
    return new ProcessBuilder("/bin/sh", "-c", script)
        .directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Map<String, String> facts(List<String> said) {
    Map<String, String> facts = new HashMap<>();
    said.stream()
        .map(line -> line.split("=", 2))
        .filter(fact -> fact.length == 2)
        .forEach(fact -> facts.put(fact[0], fact[1]));
    return facts;
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
