package io.banyan.pool.function;

import io.banyan.runtime.limits.Limits;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.process.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a function process is run.
 *
 * @param name its id; of the form {@link io.banyan.runtime.event.ChildPath#ID}, unique among those
 *     that run. Empty for {@code function-} and a number
 * @param limits how much it may take: {@code memory-limit} bounds the whole process and, below
 *     that, the heap of its JVM ({@link #LEAST_MEMORY} at least); timeout counts from the launch
 * @param environment its variables
 * @param directory its working directory; empty for that of the runtime
 * @param jvmOptions options of its JVM, after those of the runtime
 * @param output what becomes of what it prints; empty for its last 1,000 lines in memory and, with
 *     {@code pass-through}, the streams of the runtime
 * @param accepted classes of which there may be something in what comes back, besides values of the
 *     JDK, classes of which there was something in the call, and those that the function declares
 */
public record FunctionOptions(
    Optional<String> name,
    Limits limits,
    Environment environment,
    Optional<Path> directory,
    List<String> jvmOptions,
    Optional<OutputSpec> output,
    Set<Class<?>> accepted) {

  /** Nothing is limited, nothing changed. */
  public static final FunctionOptions DEFAULT =
      new FunctionOptions(
          Optional.empty(),
          Limits.NONE,
          Environment.INHERITED,
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Set.of());

  /** A JVM needs about this much before its first function runs. */
  public static final long LEAST_MEMORY = 64L * 1024 * 1024;

  public FunctionOptions {
    jvmOptions = List.copyOf(jvmOptions);
    accepted = Set.copyOf(accepted);
    if (limits.memoryBytes().filter(bytes -> bytes < LEAST_MEMORY).isPresent()) {
      throw new IllegalArgumentException(
          "memory of a function process must be at least 64 MiB, not "
              + limits.memoryBytes().get()
              + " bytes");
    }
  }

  public FunctionOptions withName(String id) {
    return new FunctionOptions(
        Optional.of(id), limits, environment, directory, jvmOptions, output, accepted);
  }

  public FunctionOptions withLimits(Limits changed) {
    return new FunctionOptions(name, changed, environment, directory, jvmOptions, output, accepted);
  }

  /** No more than so many bytes, for all of the process; at least {@link #LEAST_MEMORY}. */
  public FunctionOptions withMemoryLimit(long bytes) {
    return withLimits(limits.withMemory(bytes));
  }

  /** No longer than this, from its launch on. */
  public FunctionOptions withTimeout(Duration time) {
    return withLimits(limits.withTimeout(time));
  }

  /** No more than this of one processor; at least 1. */
  public FunctionOptions withCpuPercent(int percent) {
    return withLimits(limits.withCpuPercent(percent));
  }

  public FunctionOptions withEnvironment(Environment variables) {
    return new FunctionOptions(name, limits, variables, directory, jvmOptions, output, accepted);
  }

  public FunctionOptions withDirectory(Path folder) {
    return new FunctionOptions(
        name, limits, environment, Optional.of(folder), jvmOptions, output, accepted);
  }

  public FunctionOptions withJvmOptions(List<String> options) {
    return new FunctionOptions(name, limits, environment, directory, options, output, accepted);
  }

  public FunctionOptions withOutput(OutputSpec becomes) {
    return new FunctionOptions(
        name, limits, environment, directory, jvmOptions, Optional.of(becomes), accepted);
  }

  /** Also something of these classes may come back. */
  public FunctionOptions accepting(Class<?>... types) {
    Set<Class<?>> more = new HashSet<>(accepted);
    more.addAll(List.of(types));
    return new FunctionOptions(name, limits, environment, directory, jvmOptions, output, more);
  }

  /** Whether a process that was started beforehand can be used: it is like any other. */
  boolean isCommon() {
    return withoutAccepted().equals(DEFAULT);
  }

  private FunctionOptions withoutAccepted() {
    return new FunctionOptions(name, limits, environment, directory, jvmOptions, output, Set.of());
  }
}
