package io.banyan.runtime.engine.internal;

import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import io.banyan.runtime.engine.LaunchSpec;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the program of a launch as {@code execvp} would in the new process, and says in people's
 * words what is missing: {@code exec} tells a mere number, the same for a missing directory as for
 * a missing program.
 *
 * @param program what to execute: the path found, or the program as given when it has a slash
 * @param failure why there is nothing to execute; empty when there is
 */
public record ProgramLookup(String program, Optional<LaunchFailed> failure) {

  /** What the system searches when the environment has no {@code PATH} (confstr _CS_PATH). */
  private static final String DEFAULT_PATH = "/bin:/usr/bin";

  /** As much of a script's first line as Linux reads. */
  private static final int INTERPRETER_LINE = 256;

  public static ProgramLookup of(LaunchSpec spec) {
    String program = spec.command().get(0);
    Optional<LaunchFailed> directory = checkDirectory(spec.directory());
    if (directory.isPresent()) {
      return new ProgramLookup(program, directory);
    }
    File base = spec.directory().toAbsolutePath().toFile();
    ProgramLookup found = find(spec, program, base);
    // Without a prefix the system itself tells; behind one it would tell only the prefix.
    return spec.prefix().isEmpty() || found.failure().isPresent()
        ? found
        : new ProgramLookup(found.program(), checkInterpreter(program, in(base, found.program())));
  }

  private static ProgramLookup find(LaunchSpec spec, String program, File base) {
    if (program.indexOf('/') >= 0) {
      return new ProgramLookup(program, checkProgram(program, in(base, program)));
    }
    return search(program, base, spec.environment().getOrDefault("PATH", DEFAULT_PATH));
  }

  public static LaunchFailed noSuchFile(String program) {
    return new LaunchFailed("ENOENT", "No such file or directory: " + program);
  }

  private static Optional<LaunchFailed> checkDirectory(Path directory) {
    File file = directory.toFile();
    if (file.isDirectory()) {
      return file.canExecute()
          ? Optional.empty()
          : Optional.of(
              new LaunchFailed("EACCES", "Permission denied for directory: " + directory));
    }
    return Optional.of(
        file.exists()
            ? new LaunchFailed("ENOTDIR", "Not a directory: " + directory)
            : new LaunchFailed("ENOENT", "No such directory: " + directory));
  }

  private static Optional<LaunchFailed> checkProgram(String program, File file) {
    if (isProgram(file)) {
      return Optional.empty();
    }
    // A dangling link exists as a link only; a directory on the way may hide all behind it.
    return Optional.of(file.exists() ? permissionDenied(program) : noSuchFile(program));
  }

  private static ProgramLookup search(String program, File base, String path) {
    boolean forbidden = false;
    if (!program.isEmpty()) {
      for (String element : path.split(":", -1)) {
        // An empty element means the working directory, as everywhere in POSIX.
        File candidate = new File(in(base, element), program);
        if (isProgram(candidate)) {
          return new ProgramLookup(candidate.getPath(), Optional.empty());
        }
        forbidden |= candidate.isFile();
      }
    }
    LaunchFailed failure = forbidden ? permissionDenied(program) : noSuchFile(program);
    return new ProgramLookup(program, Optional.of(failure));
  }

  private static Optional<LaunchFailed> checkInterpreter(String program, File file) {
    byte[] start = new byte[INTERPRETER_LINE];
    int length;
    try (InputStream in = new FileInputStream(file)) {
      length = in.readNBytes(start, 0, start.length);
    } catch (IOException unreadable) {
      return Optional.empty(); // may be executable all the same
    }
    String line = new String(start, 0, length, StandardCharsets.ISO_8859_1);
    if (!line.startsWith("#!")) {
      return Optional.empty();
    }
    String interpreter = line.substring(2).strip().split("\\s", 2)[0];
    return isProgram(new File(interpreter))
        ? Optional.empty()
        : Optional.of(noSuchFile(program + " (or the interpreter it asks for)"));
  }

  private static File in(File base, String path) {
    if (path.isEmpty()) {
      return base;
    }
    File file = new File(path);
    return file.isAbsolute() ? file : new File(base, path);
  }

  private static boolean isProgram(File file) {
    return file.canExecute() && Files.isRegularFile(file.toPath());
  }

  private static LaunchFailed permissionDenied(String program) {
    return new LaunchFailed("EACCES", "Permission denied: " + program);
  }
}
