package io.banyan.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs in C, compiled with the compiler found on the {@code PATH}. */
final class NativePrograms {

  private static final Path BENCH = Path.of(System.getProperty("banyan.bench", "bench"));

  private NativePrograms() {}

  static Optional<Path> floor() throws Exception {
    return compiled("floor");
  }

  static Optional<Path> child() throws Exception {
    return compiled("child");
  }

  /** The first program of these names on the {@code PATH}. */
  static Optional<Path> find(String... names) {
    for (String name : names) {
      for (String folder : System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
        Path file = Path.of(folder, name);
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  /** Runs a program that prints a duration in nanoseconds a line. */
  static Samples samples(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Samples samples = new Samples();
    try (BufferedReader lines = process.inputReader()) {
      lines.lines().forEach(line -> samples.add(Long.parseLong(line)));
    }
    process.waitFor();
    return samples;
  }

  private static Optional<Path> compiled(String name) throws Exception {
    Path source = BENCH.resolve("src/main/c").resolve(name + ".c");
    Path program = BENCH.resolve("target/native").resolve(name);
    if (isFresh(program, source)) {
      return Optional.of(program);
    }
    Optional<Path> compiler = find("cc", "gcc", "clang");
    if (compiler.isEmpty()) {
      return Optional.empty();
    }
    Files.createDirectories(program.getParent());
    List<String> command = new ArrayList<>(List.of(compiler.get().toString(), "-O2", "-pthread"));
    command.addAll(List.of("-o", program.toString(), source.toString()));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(compiler.get() + " could not compile " + source);
    }
    return Optional.of(program);
  }

  private static boolean isFresh(Path program, Path source) throws IOException {
    return Files.isExecutable(program)
        && Files.getLastModifiedTime(program).compareTo(Files.getLastModifiedTime(source)) > 0;
  }
}
