package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.event.ProcessEvent;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** What one child writes, over all its incarnations: its tail, and handlers that feed it. */
public final class ProcessOutput {

  private final ChildPath path;
  private final OutputSpec spec;
  private final OutputTail tail;
  private final EventSink events;

  ProcessOutput(ChildPath path, OutputSpec spec, Clock clock, EventSink events) {
    this.path = path;
    this.spec = spec;
    this.tail = new OutputTail(spec, clock);
    this.events = events;
  }

  public OutputTail tail() {
    return tail;
  }

  /**
   * Handlers for the two streams of a new incarnation.
   *
   * @param onEnd run once when both streams have ended and everything is in the tail and in the
   *     files; called on an engine thread
   */
  public Handlers open(Runnable onEnd) {
    AtomicInteger open = new AtomicInteger(OutputStreamKind.values().length);
    Runnable oneEnded =
        () -> {
          if (open.decrementAndGet() == 0) {
            onEnd.run();
          }
        };
    return new Handlers(
        new StreamSink(OutputStreamKind.STDOUT, oneEnded),
        new StreamSink(OutputStreamKind.STDERR, oneEnded));
  }

  /** One handler a stream. */
  public record Handlers(OutputHandler stdout, OutputHandler stderr) {}

  private final class StreamSink implements OutputHandler {
    private final LineAssembler lines;
    private final LogFile log;
    private final Runnable onEnd;

    StreamSink(OutputStreamKind stream, Runnable onEnd) {
      this.lines = new LineAssembler(text -> tail.append(stream, text));
      this.log =
          LogFile.open(
              spec.of(stream).log(),
              reason -> events.publish(new ProcessEvent.LogFailed(path, stream, reason)));
      this.onEnd = onEnd;
    }

    @Override
    public boolean onBytes(ByteBuffer bytes) {
      log.append(bytes.duplicate());
      lines.append(bytes);
      return true;
    }

    @Override
    public void onEnd() {
      lines.end();
      log.close();
      onEnd.run();
    }
  }
}
