package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputFiles;
import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** What one child writes, over all its incarnations: its tail, and handlers that feed it. */
public final class ProcessOutput {

  private final ChildPath path;
  private final OutputSpec spec;
  private final OutputPorts ports;
  private final Shared shared;
  private final OutputTail tail;
  private final LineWatches watches;
  private final Course stdout;
  private final Course stderr;

  /** Where the bytes of one stream go, and how many did not get there. */
  private record Course(OutputStreamKind stream, int keepLines, ByteSink sink, Loss loss) {
    /** Of a stream that its process writes to its file by itself: what is left to be done. */
    Course into(ByteSink rest) {
      return new Course(stream, keepLines, rest, loss);
    }
  }

  /**
   * What all outputs of one runtime share.
   *
   * @param writers write what processes must not wait for
   * @param tails read what processes write by themselves
   */
  record Shared(OutputPorts ports, Executor writers, FileTails tails) {}

  ProcessOutput(ChildPath path, OutputSpec spec, LineWatches watches, Shared shared) {
    this.path = path;
    this.spec = spec;
    this.ports = shared.ports();
    this.shared = shared;
    this.watches = watches;
    this.stdout = course(OutputStreamKind.STDOUT, spec.stdout());
    this.stderr = course(OutputStreamKind.STDERR, spec.stderr());
    this.tail =
        new OutputTail(
            spec,
            ports.clock(),
            Map.of(
                OutputStreamKind.STDOUT, stdout.loss()::total,
                OutputStreamKind.STDERR, stderr.loss()::total));
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
   * @param onEnd run once when both streams have ended and everything is in the tail and, unless it
   *     may be dropped, in the files; called on an engine thread
   */
  public Handlers open(Runnable onEnd) {
    Runnable oneEnded = last(OutputStreamKind.values().length, onEnd);
    int incarnation = watches.nextIncarnation();
    return new Handlers(
        new Handler(stdout, incarnation, oneEnded), new Handler(stderr, incarnation, oneEnded));
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
    int incarnation = watches.nextIncarnation();
    List<FileTail> tails = new ArrayList<>();
    files.forEach(
        (stream, file) -> {
          Course course = stream == OutputStreamKind.STDOUT ? stdout : stderr;
          long begin = from.getOrDefault(stream, 0L);
          tails.add(
              new FileTail(
                  file,
                  begin,
                  new Handler(course.into(passThrough(course)), incarnation, oneEnded),
                  trouble -> failed(stream, FileTrouble.words(trouble))));
        });
    tails.forEach(shared.tails()::add);
    return new FollowedFiles(shared.tails(), tails, from, oneEnded);
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
    ports.events().publish(new ProcessEvent.LogFailed(path, stream, reason));
  }

  /** One handler a stream. */
  public record Handlers(OutputHandler stdout, OutputHandler stderr) {}

  private Course course(OutputStreamKind stream, StreamSpec spec) {
    Loss loss =
        new Loss(
            bytes -> ports.events().publish(new ProcessEvent.OutputDropped(path, stream, bytes)),
            ports.nanoTime());
    ByteSink sink =
        spec.log()
            .map(file -> sink(stream, Target.file(file, ports.logs()), loss))
            .orElse(ByteSink.NONE);
    if (spec.passThrough()) {
      sink = ByteSink.both(sink, sink(stream, Target.own(stream), loss));
    }
    if (spec.whenFull() == WhenFull.DROP && sink != ByteSink.NONE) {
      sink = new DropQueue(sink, shared.writers(), loss);
    }
    return new Course(stream, spec.keepLines(), sink, loss);
  }

  private ByteSink sink(OutputStreamKind stream, Target target, Loss loss) {
    return new LogFile(target, loss, reason -> failed(stream, reason), ports.nanoTime());
  }

  private final class Handler implements OutputHandler {
    private final ByteSink sink;
    private final LineAssembler lines;
    private final WatchedLines watched;
    private final Runnable onEnd;
    private boolean used;

    Handler(Course course, int incarnation, Runnable onEnd) {
      this.sink = course.sink();
      this.lines =
          new LineAssembler(course.keepLines(), block -> tail.append(course.stream(), block));
      this.watched = new WatchedLines(course.stream(), watches, incarnation);
      this.onEnd = onEnd;
    }

    @Override
    public boolean onBytes(ByteBuffer bytes) {
      used = true;
      byte[] begun = lines.begun();
      ByteBuffer unread = bytes.duplicate();
      sink.append(bytes.duplicate());
      lines.append(bytes);
      watched.append(begun, unread);
      return true;
    }

    @Override
    public void onEnd() {
      if (used) {
        byte[] begun = lines.begun();
        lines.end();
        watched.end(begun);
        // What was never written to has nothing to end; and must not wait for what a predecessor
        // could not write yet.
        sink.end();
      }
      onEnd.run();
    }
  }
}
