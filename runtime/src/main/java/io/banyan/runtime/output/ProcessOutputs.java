package io.banyan.runtime.output;

import io.banyan.runtime.attachment.Attachments;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.output.rotation.Compressor;
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

  private final LogWriters writers = new LogWriters();
  private final FileTails tails = new FileTails();
  private final Compressor compressor = new Compressor();
  private final Later later = new Later();
  private final ProcessOutput.Shared shared;
  private final Attachments attachments = new Attachments();
  private final Map<ChildPath, LineWatches> watches = new ConcurrentHashMap<>();
  private final Map<ChildPath, ProcessOutput> outputs = new ConcurrentHashMap<>();

  /** With the files and the monotonic clock of this system. */
  public ProcessOutputs(Clock clock, EventSink events) {
    this(new OutputPorts(clock, System::nanoTime, LogStorage.files(), events));
  }

  public ProcessOutputs(OutputPorts ports) {
    this.shared = new ProcessOutput.Shared(ports, writers, tails, compressor, later);
  }

  /** The output of this child; made on first use, and anew when it is to go elsewhere. */
  public ProcessOutput of(ChildPath path, OutputSpec spec) {
    return Objects.requireNonNull(
        outputs.compute(
            path,
            (key, known) ->
                known == null
                    ? begin(key, spec)
                    : known.spec().equals(spec) ? known : known.declared(spec)));
  }

  private ProcessOutput begin(ChildPath path, OutputSpec spec) {
    LastingOutput lasting = LastingOutput.of(path, spec, watchesOf(path), shared.ports());
    return new ProcessOutput(lasting, spec, shared);
  }

  /** Forgets a child that is none any more, and its last lines; its log files stay. */
  public void forget(ChildPath path) {
    ProcessOutput gone = outputs.remove(path);
    if (gone != null) {
      gone.tail().end();
    }
    watches.computeIfPresent(path, (key, some) -> some.isEmpty() ? null : some);
    attachments.forget(path);
  }

  /** Who uses the streams of these children besides their logs. */
  public Attachments attachments() {
    return attachments;
  }

  /**
   * Shows every line of this child to a watch from here on; the child need not have been launched.
   */
  public LineWatch.Subscription watch(ChildPath path, LineWatch watch) {
    return watchesOf(path).add(watch);
  }

  private LineWatches watchesOf(ChildPath path) {
    return watches.computeIfAbsent(path, key -> new LineWatches());
  }

  /** The last lines of this child; empty when it has never been launched. */
  public Optional<OutputTail> tail(ChildPath path) {
    return Optional.ofNullable(outputs.get(path)).map(ProcessOutput::tail);
  }

  /** Waits a moment for logs that are still being written; what comes later is lost. */
  @Override
  public void close() {
    tails.close();
    writers.close();
    compressor.close();
    later.close();
  }
}
