package io.banyan.cli.up;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.Console;
import io.banyan.cli.console.ExitCode;
import io.banyan.control.endpoint.ControlFile;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.engine.SystemTools;
import io.banyan.runtime.event.DurationText;
import io.banyan.supervision.config.TreeDeclaration;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts the same command again without {@code -d}, in a session of its own so that the terminal's
 * end is not its end, and waits until the whole tree is ready.
 */
public final class BackgroundRuntime {

  /** The log of the runtime itself, in the log directory. */
  static final String LOG = "banyan.log";

  private static final long LOOK_MILLIS = 20;

  private final Console console;
  private final TreeDeclaration declaration;
  private final Duration patience;

  /**
   * @param patience how long to wait until it is up; what is not up then goes on
   */
  public BackgroundRuntime(Console console, TreeDeclaration declaration, Duration patience) {
    this.console = console;
    this.declaration = declaration;
    this.patience = patience;
  }

  /**
   * Starts it; the answer is 0 when it is up, 1 when it is not up in time, else the exit code it
   * ended with.
   */
  public int start() throws IOException, InterruptedException {
    Path log = declaration.directories().log().resolve(LOG);
    Files.createDirectories(declaration.directories().log());
    long before = Files.exists(log) ? Files.size(log) : 0;
    Process runtime =
        new ProcessBuilder(command())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectErrorStream(true)
            .start();
    long begin = System.nanoTime();
    while (!runtime.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      Optional<JsonObject> root = root(runtime.pid());
      if (root.filter(NotReady::isReady).isPresent()) {
        console
            .out()
            .println(declaration.name() + " is up (pid " + runtime.pid() + "), its log is " + log);
        return ExitCode.DONE;
      }
      if (System.nanoTime() - begin > patience.toNanos()) {
        tellLate(root, runtime.pid(), log);
        return ExitCode.FAILED;
      }
    }
    passOn(log, before);
    return runtime.exitValue();
  }

  /** This JVM's own command, but for the words that made it a background one. */
  private List<String> command() {
    List<String> command = new ArrayList<>();
    // setsid does not fork here, as a child of ours leads no group: its pid is the runtime's.
    SystemTools.find("setsid").map(Path::toString).ifPresent(command::add);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.banyan.cli.Banyan");
    command.add("up");
    command.add(declaration.file().toString());
    return command;
  }

  /** The tree as it is now; empty when it cannot be seen yet, or not any more. */
  private Optional<JsonObject> root(long pid) throws IOException {
    return ControlFile.read(declaration.directories().runtime())
        .filter(control -> control.process().pid() == pid)
        .flatMap(BackgroundRuntime::ask);
  }

  private static Optional<JsonObject> ask(ControlFile control) {
    try {
      return Optional.of(new ControlClient(control).get("/api/graph").object());
    } catch (CommandFailure e) {
      // It has just begun, or has just ended: the next look will tell.
      return Optional.empty();
    }
  }

  private void tellLate(Optional<JsonObject> root, long pid, Path log) {
    root.ifPresent(tree -> NotReady.lines(tree).forEach(console.err()::println));
    console.complain(
        "%s is not up after %s; it goes on (pid %d), its log is %s; 'banyan down --runtime %s' ends it"
            .formatted(
                declaration.name(), DurationText.of(patience), pid, log, declaration.name()));
  }

  /** What it said before it ended. */
  private void passOn(Path log, long from) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] said = new byte[(int) Math.min(file.length() - from, 64 * 1024)];
      file.seek(file.length() - said.length);
      file.readFully(said);
      console.err().print(new String(said, StandardCharsets.UTF_8));
    }
    if (Files.size(log) == from) {
      throw new CommandFailure(ExitCode.FAILED, "the runtime ended at once and said nothing");
    }
  }
}
