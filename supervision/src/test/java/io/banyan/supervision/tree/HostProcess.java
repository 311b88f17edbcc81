package io.banyan.supervision.tree;

import io.banyan.runtime.fixture.Await;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An {@link AdoptingHost} in a JVM of its own, and what it has said. */
final class HostProcess {

  private final Process jvm;
  private final List<String> said = new CopyOnWriteArrayList<>();

  HostProcess(Path file) throws IOException {
    jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + ".",
                AdoptingHost.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    Thread reader = new Thread(this::read, "host-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Waits until it is up. */
  HostProcess ready() {
    await("ready");
    return this;
  }

  /** Waits for a line that begins so, and tells it. */
  String await(String beginning) {
    return Await.value(
            "\"" + beginning + "\"",
            () -> said,
            lines -> lines.stream().anyMatch(line -> line.startsWith(beginning)))
        .stream()
        .filter(line -> line.startsWith(beginning))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  /** The pid in the last line that begins so. */
  long pid(String beginning) {
    String line = await(beginning + " ");
    return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
  }

  List<String> said() {
    return List.copyOf(said);
  }

  void order(String text) {
    try {
      jvm.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
      jvm.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code kill -9} does. */
  void kill() {
    jvm.destroyForcibly();
    awaitEnd();
  }

  void awaitEnd() {
    Await.until("the end of the JVM", () -> !jvm.isAlive());
  }

  private void read() {
    try (BufferedReader reader = jvm.inputReader(StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      while (line != null) {
        said.add(line);
        line = reader.readLine();
      }
    } catch (IOException e) {
      said.add(e.toString());
    }
  }
}
