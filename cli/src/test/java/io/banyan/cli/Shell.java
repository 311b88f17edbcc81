package io.banyan.cli;

import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.OsFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the packaged command as a user would, in a folder of its own, and cleans up after it. */
final class Shell implements AutoCloseable {

  private static final Path LAUNCHER =
      Path.of("target", "banyan", "bin", "banyan").toAbsolutePath();
  private static final long LIMIT_SECONDS = 120;

  static {
    prepare();
  }

  private final Path folder;
  private final List<Process> started = new ArrayList<>();

  Shell(Path folder) {
    this.folder = folder;
  }

  /** What a command said and how it ended. */
  record Result(int exitCode, String out, String err) {}

  /** The folder it runs in. */
  Path folder() {
    return folder;
  }

  void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  /** Runs a command to its end. */
  Result run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    Process process = start(List.of(), out, err, arguments);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError(List.of(arguments) + " does not end: " + Files.readString(err));
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Starts {@code up} in the foreground; its progress goes to {@code up.log}. */
  Process up() throws IOException {
    return start("up", "up");
  }

  /** Starts a command whose answer and errors go to {@code NAME.out} and {@code NAME.log}. */
  Process start(String name, String... arguments) throws IOException {
    return startIn(new String[0], name, arguments);
  }

  /** The same, with other words before it, which make its surroundings. */
  Process startIn(String[] surroundings, String name, String... arguments) throws IOException {
    return start(
        List.of(surroundings),
        folder.resolve(name + ".out"),
        folder.resolve(name + ".log"),
        arguments);
  }

  /** Whether a program can be run in such surroundings. */
  static boolean succeeds(String[] surroundings, String program) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(surroundings));
    command.add(program);
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  /** What {@code up} has told so far. */
  String progress() {
    return read("up.log");
  }

  /** What is in a file of the folder, nothing while there is none. */
  String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      return "";
    }
  }

  void awaitProgress(String text) {
    Await.value("\"" + text + "\"", this::progress, progress -> progress.contains(text));
  }

  /** The last pid that {@code up} has told of a child. */
  long pid(String path) {
    String marker = " " + path + " ";
    return progress()
        .lines()
        .filter(line -> line.contains(marker) && line.contains("(pid "))
        .map(line -> line.substring(line.indexOf("(pid ") + 5, line.lastIndexOf(')')))
        .mapToLong(Long::parseLong)
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError("no pid of " + path + " in " + progress()));
  }

  /** All pids that {@code up} has told. */
  List<Long> pids() {
    return progress()
        .lines()
        .filter(line -> line.contains("(pid "))
        .map(line -> line.substring(line.indexOf("(pid ") + 5, line.lastIndexOf(')')))
        .map(Long::parseLong)
        .toList();
  }

  /** What runs a command. */
  static List<String> commandLine(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(LAUNCHER.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** The first start of each kind says that it prepares for the next ones: once for all tests. */
  private static void prepare() {
    for (List<String> kind : List.of(commandLine("version"), commandLine("run", "true"))) {
      try {
        ProcessBuilder builder = new ProcessBuilder(kind);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Process start(List<String> before, Path out, Path err, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(commandLine(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("BANYAN_") || name.startsWith("XDG_"));
    environment.put("HOME", folder.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  /** Ends what is still running; the guardian of each runtime ends its processes. */
  @Override
  public void close() {
    started.forEach(Process::destroyForcibly);
    for (long pid : pids()) {
      Await.until("the end of " + pid, () -> !OsFacts.isAlive(pid));
    }
  }

  /** The words of a text, for a look at a table. */
  static List<String> words(String line) {
    return List.of(line.strip().split("\\s+", -1));
  }
}
