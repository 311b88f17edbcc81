package io.banyan.pool.function;

import io.banyan.pool.function.wire.Pipes;
import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.output.WhenFull;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a JVM is started that is like this one, only smaller.
 *
 * @param java the program
 * @param classPath of absolute paths
 */
record JavaCommand(Path java, String classPath) {

  private static final String MAIN = "io.banyan.pool.function.child.FunctionMain";
  private static final int KEPT_LINES = 1000;
  private static final long MIB = 1024 * 1024;
  // What a JVM with the serial collector takes besides its heap, measured, and rounded up.
  private static final long BESIDE_HEAP = 40 * MIB;
  private static final long PART_BESIDE_HEAP = 8;
  private static final long LEAST_HEAP = 8 * MIB;

  /**
   * That of this JVM.
   *
   * @throws UnsupportedOperationException when its classes are in named modules
   */
  static JavaCommand ofThisJvm() {
    if (JavaCommand.class.getModule().isNamed()) {
      throw new UnsupportedOperationException(
          "function processes need the class path; they do not run from the module path");
    }
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    return new JavaCommand(Path.of(System.getProperty("java.home"), "bin", "java"), classPath);
  }

  /**
   * A function process.
   *
   * @param place where its pipes will be
   */
  ProcessSpec process(String place, FunctionSettings settings, FunctionOptions options) {
    return new ProcessSpec(
        new ProcessCommand.Argv(words(settings, options)),
        options.directory().orElseGet(() -> Path.of("")).toAbsolutePath(),
        options.environment().with(Pipes.VARIABLE, place),
        Signal.TERM,
        Shutdown.within(settings.shutdown()),
        Set.of(0),
        options.output().orElseGet(() -> output(settings)),
        LaunchOptions.NONE,
        options.limits(),
        StdinSource.NULL,
        Escaped.KILL);
  }

  private List<String> words(FunctionSettings settings, FunctionOptions options) {
    List<String> words = new ArrayList<>();
    words.add(java.toString());
    words.addAll(settings.jvmOptions());
    options.limits().memoryBytes().ifPresent(bytes -> words.add("-Xmx" + heap(bytes) / MIB + "m"));
    words.addAll(options.jvmOptions());
    // An exception that is thrown and caught somewhere must not hide that the heap was full. The
    // last words are for the crash reason, which is looked for where errors are told.
    words.add("-XX:+ExitOnOutOfMemoryError");
    words.add("-XX:+DisplayVMOutputToStderr");
    words.addAll(List.of("-cp", classPath, MAIN));
    return words;
  }

  /** How large the heap may be in a process that may have so many bytes. */
  static long heap(long limit) {
    return Math.max(LEAST_HEAP, limit - BESIDE_HEAP - limit / PART_BESIDE_HEAP);
  }

  private static OutputSpec output(FunctionSettings settings) {
    StreamSpec stream =
        new StreamSpec(Optional.empty(), KEPT_LINES, WhenFull.BLOCK, settings.passThrough());
    return new OutputSpec(stream, stream);
  }
}
