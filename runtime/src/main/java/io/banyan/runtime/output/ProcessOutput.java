package io.banyan.runtime.output;

import io.banyan.runtime.attachment.IncarnationStreams;
import io.banyan.runtime.attachment.IncarnationStreams.Before;
import io.banyan.runtime.engine.OutputFiles;
import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.output.rotation.Compressor;
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

  private final LastingOutput lasting;
  private final OutputSpec spec;
  private final Shared shared;
  private final Courses courses;
  private final OutputTail tail;
  private final LineWatches watches;
  private final PatternWatches patterns;
  private final Course stdout;
  private final Course stderr;

  /**
   * What all outputs of one runtime share.
   *
   * @param writers write what processes must not wait for
   * @param tails read what processes write by themselves
   */
  record Shared(
      OutputPorts ports, Executor writers, FileTails tails, Compressor compressor, Later later) {}

  ProcessOutput(LastingOutput lasting, OutputSpec spec, Shared shared) {
    this.lasting = lasting;
    this.spec = spec;
    this.shared = shared;
    this.courses = new Courses(lasting, spec, shared);
    this.tail = lasting.tail();
    this.watches = lasting.watches();
    this.patterns =
        new PatternWatches(lasting.path(), spec.patterns(), watches, patternPorts(shared));
    this.stdout = courses.of(OutputStreamKind.STDOUT);
    this.stderr = courses.of(OutputStreamKind.STDERR);
  }

  /** The same child, whose output goes elsewhere from here on. */
  ProcessOutput declared(OutputSpec other) {
    tail.keep(other);
    return new ProcessOutput(lasting, other, shared);
  }

  private static PatternWatch.Ports patternPorts(Shared shared) {
    return new PatternWatch.Ports(
        shared.ports().events()::publish,
        storm -> shared.later().after(MatchThrottle.WINDOW, storm::tellRest),
        shared.ports().nanoTime());
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
   * @param users who else takes what it writes
   * @param onEnd run once when both streams have ended and everything is in the tail and, unless it
   *     may be dropped, in the files; called on an engine thread
   */
  public Handlers open(int number, IncarnationStreams users, Runnable onEnd) {
    Runnable oneEnded = last(OutputStreamKind.values().length, onEnd);
    int incarnation = watches.nextIncarnation();
    patterns.begin(number);
    return new Handlers(
        new SharedHandler(new Handler(stdout, incarnation, oneEnded), users),
        new SharedHandler(new Handler(stderr, incarnation, oneEnded), users));
  }

  /** The same where nobody else takes anything. */
  public Handlers open(int number, Runnable onEnd) {
    return open(number, IncarnationStreams.unused(), onEnd);
  }

  /**
   * Reads what a new incarnation will write to its log files by itself. Blocks on the disk.
   *
   * @param files where; made when they are not there
   * @param number of the incarnation, from 1
   * @param onEnd run once when both were read to their end, after {@link FollowedFiles#finish}
   * @throws IOException when a file cannot be opened
   */
  public FollowedFiles follow(OutputFiles files, int number, Runnable onEnd) throws IOException {
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
    return follow(open, from, number, onEnd);
  }

  /**
   * Goes on with what an incarnation writes that another runtime has launched. What cannot be
   * opened is told, and not read.
   *
   * @param process which one
   * @param from where its output begins in the file of each stream; of what is there already, at
   *     most as much is read as is kept
   * @param onEnd run once when all was read to the end, after {@link FollowedFiles#finish}
   */
  public FollowedFiles followAgain(
      Earlier process, Map<OutputStreamKind, Long> from, Runnable onEnd) {
    Map<OutputStreamKind, FileChannel> open = new EnumMap<>(OutputStreamKind.class);
    Map<OutputStreamKind, Long> since = new EnumMap<>(OutputStreamKind.class);
    for (OutputStreamKind stream : OutputStreamKind.values()) {
      try {
        FileChannel file = OwnFile.find(process.pid(), stream, spec.of(stream).log());
        open.put(stream, file);
        long kept = Math.max(0, file.size() - OutputTail.MAX_BYTES);
        since.put(stream, Math.max(kept, from.getOrDefault(stream, file.size())));
      } catch (IOException failed) {
        courses.failed(stream, FileTrouble.words(failed));
      }
    }
    return follow(open, since, process.number(), onEnd);
  }

  private FollowedFiles follow(
      Map<OutputStreamKind, FileChannel> files,
      Map<OutputStreamKind, Long> from,
      int number,
      Runnable onEnd) {
    // One more than there are files, for the case that there is none.
    Runnable oneEnded = last(files.size() + 1, onEnd);
    int incarnation = watches.nextIncarnation();
    patterns.begin(number);
    List<FileTail> tails = new ArrayList<>();
    files.forEach(
        (stream, file) -> {
          Course course = stream == OutputStreamKind.STDOUT ? stdout : stderr;
          long begin = from.getOrDefault(stream, 0L);
          tails.add(
              new FileTail(
                  file,
                  begin,
                  new Handler(courses.rest(course), incarnation, oneEnded),
                  trouble -> courses.failed(stream, FileTrouble.words(trouble))));
        });
    tails.forEach(shared.tails()::add);
    return new FollowedFiles(shared.tails(), tails, from, oneEnded);
  }

  private Runnable last(int count, Runnable onEnd) {
    AtomicInteger open = new AtomicInteger(count);
    return () -> {
      if (open.decrementAndGet() == 0) {
        patterns.end();
        onEnd.run();
      }
    };
  }

  private static void close(Map<OutputStreamKind, FileChannel> files) throws IOException {
    for (FileChannel file : files.values()) {
      file.close();
    }
  }

  /**
   * A process that an earlier runtime has launched.
   *
   * @param number of its incarnation, from 1
   */
  public record Earlier(long pid, int number) {}

  /** One handler a stream. */
  public record Handlers(OutputHandler stdout, OutputHandler stderr) {}

  /** Into the log first: what a user is shown is there already. */
  private static final class SharedHandler implements OutputHandler {
    private final Handler log;
    private final IncarnationStreams users;

    SharedHandler(Handler log, IncarnationStreams users) {
      this.log = log;
      this.users = users;
    }

    @Override
    public boolean onBytes(ByteBuffer bytes) {
      Before before = log.before();
      ByteBuffer unread = bytes.duplicate();
      boolean goOn = log.onBytes(bytes);
      return users.onBytes(log.course.stream(), before, unread) && goOn;
    }

    @Override
    public void onEnd() {
      // Before the log tells that all is read, upon which the process counts as ended.
      users.onEnd(log.course.stream());
      log.onEnd();
    }
  }

  private final class Handler implements OutputHandler {
    private final Course course;
    private final LineAssembler lines;
    private final WatchedLines watched;
    private final Runnable onEnd;
    private boolean used;

    Handler(Course course, int incarnation, Runnable onEnd) {
      this.course = course;
      this.lines = course.assembler(tail);
      this.watched = new WatchedLines(course.stream(), watches, incarnation);
      this.onEnd = onEnd;
    }

    Before before() {
      if (!used) {
        return Before.NOTHING;
      }
      return lines.begun().length == 0 ? Before.WHOLE_LINES : Before.BEGUN_LINE;
    }

    @Override
    public boolean onBytes(ByteBuffer bytes) {
      used = true;
      byte[] begun = lines.begun();
      ByteBuffer unread = bytes.duplicate();
      course.bytes().append(bytes.duplicate());
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
        course.end();
      }
      onEnd.run();
    }
  }
}
