package io.banyan.runtime.output;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventSink;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The output of every child of one runtime. It outlives the incarnations, so that the last words of
 * a crashed one can still be read when its successor is running. Safe from any thread.
 */
public final class ProcessOutputs implements AutoCloseable {

  private final OutputPorts ports;
  private final LogWriters writers = new LogWriters();
  private final Map<ChildPath, ProcessOutput> outputs = new ConcurrentHashMap<>();

  /** With the files and the monotonic clock of this system. */
  public ProcessOutputs(Clock clock, EventSink events) {
    this(new OutputPorts(clock, System::nanoTime, LogStorage.files(), events));
  }

  public ProcessOutputs(OutputPorts ports) {
    this.ports = ports;
  }

  /** The output of this child; made on first use. */
  public ProcessOutput of(ChildPath path, OutputSpec spec) {
    return outputs.computeIfAbsent(path, key -> new ProcessOutput(key, spec, ports, writers));
  }

  /** The last lines of this child; empty when it has never been launched. */
  public Optional<OutputTail> tail(ChildPath path) {
    return Optional.ofNullable(outputs.get(path)).map(ProcessOutput::tail);
  }

  /** Waits a moment for logs that are still being written; what comes later is lost. */
  @Override
  public void close() {
    writers.close();
  }
}
