package io.banyan.cli.up;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.Console;
import io.banyan.cli.console.ExitCode;
import io.banyan.control.endpoint.ControlFile;
import io.banyan.runtime.engine.SystemTools;
import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.supervision.config.TreeDeclaration;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final String READY = LifecycleState.RUNNING.text();

  private final Console console;
  private final TreeDeclaration declaration;

  public BackgroundRuntime(Console console, TreeDeclaration declaration) {
    this.console = console;
    this.declaration = declaration;
  }

  /** Starts it; the answer is 0 when it is up, else the exit code it ended with. */
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
    while (!runtime.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (isUp(runtime.pid())) {
        console
            .out()
            .println(declaration.name() + " is up (pid " + runtime.pid() + "), its log is " + log);
        return ExitCode.DONE;
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

  private boolean isUp(long pid) throws IOException {
    Optional<ControlFile> file = ControlFile.read(declaration.directories().runtime());
    return file.filter(control -> control.process().pid() == pid).isPresent()
        && isReady(file.get());
  }

  private static boolean isReady(ControlFile control) {
    try {
      ControlClient.Answer graph = new ControlClient(control).get("/api/graph");
      return graph.object().string("state").filter(READY::equals).isPresent();
    } catch (CommandFailure e) {
      // It has just begun, or has just ended: the next look will tell.
      return false;
    }
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
