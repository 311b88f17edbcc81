package io.banyan.runtime.output;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventSink;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The output of every child of one runtime. It outlives the incarnations, so that the last words of
 * a crashed one can still be read when its successor is running. Safe from any thread.
 */
public final class ProcessOutputs implements AutoCloseable {

  private final Clock clock;
  private final EventSink events;
  private final LogWriters writers = new LogWriters();
  private final Map<ChildPath, ProcessOutput> outputs = new ConcurrentHashMap<>();

  public ProcessOutputs(Clock clock, EventSink events) {
    this.clock = clock;
    this.events = events;
  }

  /** The output of this child; made on first use, and anew when it is to go elsewhere. */
  public ProcessOutput of(ChildPath path, OutputSpec spec) {
    return Objects.requireNonNull(
        outputs.compute(
            path,
            (key, known) ->
                known != null && known.spec().equals(spec)
                    ? known
                    : new ProcessOutput(key, spec, clock, events, writers)));
  }

  /** Forgets a child that is none any more, and its last lines; its log files stay. */
  public void forget(ChildPath path) {
    outputs.remove(path);
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
