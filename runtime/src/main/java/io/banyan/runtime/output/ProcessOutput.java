package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputFiles;
import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.event.ProcessEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** What one child writes, over all its incarnations: its tail, and handlers that feed it. */
public final class ProcessOutput {

  private final ChildPath path;
  private final EventSink events;
  private final Threads threads;
  private final OutputSpec spec;
  private final OutputTail tail;
  private final Course stdout;
  private final Course stderr;

  /** Where the bytes of one stream go, and how many did not get there. */
  private record Course(OutputStreamKind stream, int keepLines, ByteSink sink, Loss loss) {
    /** Of a stream that its process writes to its file by itself: what is left to be done. */
    Course into(ByteSink rest) {
      return new Course(stream, keepLines, rest, loss);
    }
  }

  /** Who writes what processes must not wait for, and who reads what they write by themselves. */
  record Threads(Executor writers, FileTails tails) {}

  ProcessOutput(ChildPath path, OutputSpec spec, Clock clock, EventSink events, Threads threads) {
    this.path = path;
    this.events = events;
    this.threads = threads;
    this.spec = spec;
    this.stdout = course(OutputStreamKind.STDOUT, spec.stdout());
    this.stderr = course(OutputStreamKind.STDERR, spec.stderr());
    this.tail =
        new OutputTail(
            spec,
            clock,
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
    Runnable oneEnded = last(OutputStreamKind.values().length, onEnd);
    return new Handlers(new Handler(stdout, oneEnded), new Handler(stderr, oneEnded));
  }

  /**
   * Reads what a new incarnation will write to its log files by itself. Blocks on the disk.
   *
   * @param files where; made when they are not there
   * @param onEnd run once when both were read to their end, after {@link FollowedFiles#finish}
   * @throws IOException when a file cannot be opened
   */
  public FollowedFiles follow(OutputFiles files, Runnable onEnd) throws IOException {
    Map<OutputStreamKind, FileChannel> open = new EnumMap<>(OutputStreamKind.class);
    Map<OutputStreamKind, Long> from = new EnumMap<>(OutputStreamKind.class);
    try {
      for (OutputStreamKind stream : OutputStreamKind.values()) {
        FileChannel file = OwnFile.make(files.of(stream));
        open.put(stream, file);
        from.put(stream, file.size());
      }
    } catch (IOException failed) {
      close(open);
      throw failed;
    }
    return follow(open, from, onEnd);
  }

  /**
   * Goes on with what an incarnation writes that another runtime has launched. What cannot be
   * opened is told, and not read.
   *
   * @param pid of the process
   * @param from where its output begins in the file of each stream; of what is there already, at
   *     most as much is read as is kept
   * @param onEnd run once when all was read to the end, after {@link FollowedFiles#finish}
   */
  public FollowedFiles followAgain(long pid, Map<OutputStreamKind, Long> from, Runnable onEnd) {
    Map<OutputStreamKind, FileChannel> open = new EnumMap<>(OutputStreamKind.class);
    Map<OutputStreamKind, Long> since = new EnumMap<>(OutputStreamKind.class);
    for (OutputStreamKind stream : OutputStreamKind.values()) {
      try {
        FileChannel file = OwnFile.find(pid, stream, spec.of(stream).log());
        open.put(stream, file);
        long kept = Math.max(0, file.size() - OutputTail.MAX_BYTES);
        since.put(stream, Math.max(kept, from.getOrDefault(stream, file.size())));
      } catch (IOException failed) {
        failed(stream, FileTrouble.words(failed));
      }
    }
    return follow(open, since, onEnd);
  }

  private FollowedFiles follow(
      Map<OutputStreamKind, FileChannel> files, Map<OutputStreamKind, Long> from, Runnable onEnd) {
    // One more than there are files, for the case that there is none.
    Runnable oneEnded = last(files.size() + 1, onEnd);
    List<FileTail> tails = new ArrayList<>();
    files.forEach(
        (stream, file) -> {
          Course course = stream == OutputStreamKind.STDOUT ? stdout : stderr;
          long begin = from.getOrDefault(stream, 0L);
          tails.add(
              new FileTail(
                  file,
                  begin,
                  new Handler(course.into(passThrough(course)), oneEnded),
                  trouble -> failed(stream, FileTrouble.words(trouble))));
        });
    tails.forEach(threads.tails()::add);
    return new FollowedFiles(threads.tails(), tails, from, oneEnded);
  }

  private ByteSink passThrough(Course course) {
    return spec.of(course.stream()).passThrough()
        ? sink(course.stream(), Target.own(course.stream()), course.loss())
        : ByteSink.NONE;
  }

  private static Runnable last(int count, Runnable onEnd) {
    AtomicInteger open = new AtomicInteger(count);
    return () -> {
      if (open.decrementAndGet() == 0) {
        onEnd.run();
      }
    };
  }

  private static void close(Map<OutputStreamKind, FileChannel> files) throws IOException {
    for (FileChannel file : files.values()) {
      file.close();
    }
  }

  private void failed(OutputStreamKind stream, String reason) {
    events.publish(new ProcessEvent.LogFailed(path, stream, reason));
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
      sink = new DropQueue(sink, threads.writers(), loss);
    }
    return new Course(stream, spec.keepLines(), sink, loss);
  }

  private ByteSink sink(OutputStreamKind stream, Target target, Loss loss) {
    return new LogFile(target, loss, reason -> failed(stream, reason), System::nanoTime);
  }

  private final class Handler implements OutputHandler {
    private final ByteSink sink;
    private final LineAssembler lines;
    private final Runnable onEnd;

    Handler(Course course, Runnable onEnd) {
      this.sink = course.sink();
      this.lines =
          new LineAssembler(course.keepLines(), block -> tail.append(course.stream(), block));
      this.onEnd = onEnd;
    }

    @Override
    public boolean onBytes(ByteBuffer bytes) {
      sink.append(bytes.duplicate());
      lines.append(bytes);
      return true;
    }

    @Override
    public void onEnd() {
      lines.end();
      sink.end();
      onEnd.run();
    }
  }
}
