package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.event.ProcessEvent;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** What one child writes, over all its incarnations: its tail, and handlers that feed it. */
public final class ProcessOutput {

  private final ChildPath path;
  private final EventSink events;
  private final Executor writers;
  private final OutputTail tail;
  private final LineWatches watches;
  private final Course stdout;
  private final Course stderr;

  /** Where the bytes of one stream go, and how many did not get there. */
  private record Course(OutputStreamKind stream, int keepLines, ByteSink sink, Loss loss) {}

  /** What all outputs of one runtime share. */
  record Shared(Clock clock, EventSink events, Executor writers) {}

  ProcessOutput(ChildPath path, OutputSpec spec, LineWatches watches, Shared shared) {
    this.path = path;
    this.events = shared.events();
    this.writers = shared.writers();
    this.watches = watches;
    this.stdout = course(OutputStreamKind.STDOUT, spec.stdout());
    this.stderr = course(OutputStreamKind.STDERR, spec.stderr());
    this.tail =
        new OutputTail(
            spec,
            shared.clock(),
            Map.of(
                OutputStreamKind.STDOUT, stdout.loss()::total,
                OutputStreamKind.STDERR, stderr.loss()::total));
  }

  public OutputTail tail() {
    return tail;
  }

  /**
   * Handlers for the two streams of a new incarnation.
   *
   * @param onEnd run once when both streams have ended and everything is in the tail and, unless it
   *     may be dropped, in the files; called on an engine thread
   */
  public Handlers open(Runnable onEnd) {
    AtomicInteger open = new AtomicInteger(OutputStreamKind.values().length);
    Runnable oneEnded =
        () -> {
          if (open.decrementAndGet() == 0) {
            onEnd.run();
          }
        };
    int incarnation = watches.nextIncarnation();
    return new Handlers(
        new Handler(stdout, incarnation, oneEnded), new Handler(stderr, incarnation, oneEnded));
  }

  /** One handler a stream. */
  public record Handlers(OutputHandler stdout, OutputHandler stderr) {}

  private Course course(OutputStreamKind stream, StreamSpec spec) {
    Loss loss =
        new Loss(
            bytes -> events.publish(new ProcessEvent.OutputDropped(path, stream, bytes)),
            System::nanoTime);
    ByteSink sink =
        spec.log().map(file -> sink(stream, Target.file(file), loss)).orElse(ByteSink.NONE);
    if (spec.passThrough()) {
      sink = ByteSink.both(sink, sink(stream, Target.own(stream), loss));
    }
    if (spec.whenFull() == WhenFull.DROP && sink != ByteSink.NONE) {
      sink = new DropQueue(sink, writers, loss);
    }
    return new Course(stream, spec.keepLines(), sink, loss);
  }

  private ByteSink sink(OutputStreamKind stream, Target target, Loss loss) {
    return new LogFile(
        target,
        loss,
        reason -> events.publish(new ProcessEvent.LogFailed(path, stream, reason)),
        System::nanoTime);
  }

  private final class Handler implements OutputHandler {
    private final ByteSink sink;
    private final LineAssembler lines;
    private final WatchedLines watched;
    private final Runnable onEnd;

    Handler(Course course, int incarnation, Runnable onEnd) {
      this.sink = course.sink();
      this.lines =
          new LineAssembler(course.keepLines(), block -> tail.append(course.stream(), block));
      this.watched = new WatchedLines(course.stream(), watches, incarnation);
      this.onEnd = onEnd;
    }

    @Override
    public boolean onBytes(ByteBuffer bytes) {
      byte[] begun = lines.begun();
      ByteBuffer unread = bytes.duplicate();
      sink.append(bytes.duplicate());
      lines.append(bytes);
      watched.append(begun, unread);
      return true;
    }

    @Override
    public void onEnd() {
      byte[] begun = lines.begun();
      lines.end();
      watched.end(begun);
      sink.end();
      onEnd.run();
    }
  }
}
