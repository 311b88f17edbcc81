package io.banyan.cli.rehearsal;

import io.banyan.cli.Banyan;
import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.Console;
import io.banyan.cli.text.Style;
import io.banyan.control.endpoint.ControlFile;
import io.banyan.control.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Runs the commands once, silently, in a folder of its own: {@code client} or {@code up}. */
public final class Rehearsal {

  private static final String TREE =
      """
      banyan {
        name = rehearsal
        tree.children = [ { id = child, command = "exec sleep 60" } ]
      }
      """;

  private static final long LIMIT_SECONDS = 30;

  private Rehearsal() {}

  /**
   * Rehearses.
   *
   * @param arguments {@code client} or {@code up}
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("banyan-rehearsal");
    try {
      Path file = Files.writeString(folder.resolve("application.conf"), TREE);
      Console silent = silent(folder.resolve("state"));
      if (List.of(arguments).contains("up")) {
        up(silent, file, folder);
      } else {
        client(silent, file, folder);
      }
    } finally {
      delete(folder);
    }
    System.exit(0);
  }

  private static void client(Console silent, Path file, Path folder) throws IOException {
    try (CannedServer server = CannedServer.start()) {
      Path directory = folder.resolve("state/run");
      ControlFile.ofThisProcess(server.url(), "token", "rehearsal", file.toRealPath(), "0")
          .write(directory);
      String config = file.toString();
      Banyan.run(silent, "--help");
      Banyan.run(silent, "version");
      Banyan.run(silent, "validate", config);
      for (String command : List.of("ps", "tree")) {
        Banyan.run(silent, command, "--config", config);
      }
      Banyan.run(silent, "ps", "--json", "--config", config);
      for (String command : List.of("info", "kill", "stop", "logs")) {
        Banyan.run(silent, command, "child", "--config", config);
      }
    }
  }

  /** Up, and down by the answer of its own server. */
  private static void up(Console silent, Path file, Path folder) throws Exception {
    CompletableFuture<Integer> ended =
        CompletableFuture.supplyAsync(() -> Banyan.run(silent, "up", file.toString()));
    Path directory = folder.resolve("state/run");
    Optional<ControlFile> control = ControlFile.read(directory);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (control.isEmpty() && System.nanoTime() < deadline && !ended.isDone()) {
      TimeUnit.MILLISECONDS.sleep(20);
      control = ControlFile.read(directory);
    }
    if (control.isPresent()) {
      ControlClient client = new ControlClient(control.get());
      client.get("/api/processes");
      client.get("/api/graph");
      client.post("/api/down", new JsonObject());
    }
    try {
      ended.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      System.exit(1);
    }
  }

  private static Console silent(Path state) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Map<String, String> env =
        Map.of(
            "BANYAN_STATE_DIR", state.toString(),
            "BANYAN_LOG_DIR", state.resolve("log").toString(),
            "BANYAN_PID_DIR", state.resolve("run").toString(),
            "PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    return new Console(nowhere, nowhere, new Style(false), env);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
