package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.output.rotation.Compressor;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** What one child writes, over all its incarnations: its tail, and handlers that feed it. */
public final class ProcessOutput {

  private final OutputSpec spec;
  private final OutputTail tail;
  private final LineWatches watches;
  private final PatternWatches patterns;
  private final Course stdout;
  private final Course stderr;

  /** What all outputs of one runtime share. */
  record Shared(
      Clock clock, EventSink events, Executor writers, Compressor compressor, Later later) {}

  ProcessOutput(ChildPath path, OutputSpec spec, LineWatches watches, Shared shared) {
    Courses courses = new Courses(path, spec, shared);
    this.spec = spec;
    this.watches = watches;
    this.patterns = new PatternWatches(path, spec.patterns(), watches, patternPorts(shared));
    this.stdout = courses.of(OutputStreamKind.STDOUT);
    this.stderr = courses.of(OutputStreamKind.STDERR);
    this.tail =
        new OutputTail(
            spec,
            shared.clock(),
            Map.of(
                OutputStreamKind.STDOUT, stdout.loss()::total,
                OutputStreamKind.STDERR, stderr.loss()::total));
  }

  private static PatternWatch.Ports patternPorts(Shared shared) {
    return new PatternWatch.Ports(
        shared.events()::publish,
        storm -> shared.later().after(MatchThrottle.WINDOW, storm::tellRest),
        System::nanoTime);
  }

  OutputSpec spec() {
    return spec;
  }

  public OutputTail tail() {
    return tail;
  }

  /**
   * Handlers for the two streams of a new incarnation.
   *
   * @param number of the incarnation, from 1
   * @param onEnd run once when both streams have ended and everything is in the tail and, unless it
   *     may be dropped, in the files; called on an engine thread
   */
  public Handlers open(int number, Runnable onEnd) {
    AtomicInteger open = new AtomicInteger(OutputStreamKind.values().length);
    Runnable oneEnded =
        () -> {
          if (open.decrementAndGet() == 0) {
            patterns.end();
            onEnd.run();
          }
        };
    int incarnation = watches.nextIncarnation();
    patterns.begin(number);
    return new Handlers(
        new Handler(stdout, incarnation, oneEnded), new Handler(stderr, incarnation, oneEnded));
  }

  /** One handler a stream. */
  public record Handlers(OutputHandler stdout, OutputHandler stderr) {}

  private final class Handler implements OutputHandler {
    private final Course course;
    private final LineAssembler lines;
    private final WatchedLines watched;
    private final Runnable onEnd;

    Handler(Course course, int incarnation, Runnable onEnd) {
      this.course = course;
      this.lines = course.assembler(tail);
      this.watched = new WatchedLines(course.stream(), watches, incarnation);
      this.onEnd = onEnd;
    }

    @Override
    public boolean onBytes(ByteBuffer bytes) {
      byte[] begun = lines.begun();
      ByteBuffer unread = bytes.duplicate();
      course.bytes().append(bytes.duplicate());
      lines.append(bytes);
      watched.append(begun, unread);
      return true;
    }

    @Override
    public void onEnd() {
      byte[] begun = lines.begun();
      lines.end();
      watched.end(begun);
      course.end();
      onEnd.run();
    }
  }
}
