package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.output.rotation.RotationPorts;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Lays the courses of the two streams of one child. */
final class Courses {

  private final LastingOutput lasting;
  private final OutputSpec spec;
  private final ProcessOutput.Shared shared;
  private final Map<Path, WritableByteChannel> files = new HashMap<>();
  private final Object turn = new Object();

  Courses(LastingOutput lasting, OutputSpec spec, ProcessOutput.Shared shared) {
    this.lasting = lasting;
    this.spec = spec;
    this.shared = shared;
  }

  /** Of a stream that the runtime reads from its process. By one thread, once for each stream. */
  Course of(OutputStreamKind stream) {
    StreamSpec wanted = spec.of(stream);
    Loss loss = lasting.loss(stream);
    Optional<ByteSink> log =
        wanted.log().map(file -> sink(stream, Target.file(file, file(stream, file)), loss));
    ByteSink passed = passThrough(stream, loss);
    return isOfLines(wanted) && log.isPresent()
        ? ofLines(stream, log.get(), passed, loss)
        : ofBytes(stream, log.orElse(ByteSink.NONE), passed, loss);
  }

  /** Of a stream that its process writes to its log file by itself. */
  Course rest(Course course) {
    return course.into(passThrough(course.stream(), course.loss()));
  }

  void failed(OutputStreamKind stream, String reason) {
    shared.ports().events().publish(new ProcessEvent.LogFailed(lasting.path(), stream, reason));
  }

  private ByteSink passThrough(OutputStreamKind stream, Loss loss) {
    return spec.of(stream).passThrough() ? sink(stream, Target.own(stream), loss) : ByteSink.NONE;
  }

  private Course ofLines(OutputStreamKind stream, ByteSink log, ByteSink own, Loss loss) {
    StreamSpec wanted = spec.of(stream);
    LineWriter writer = new LineWriter(wanted.layout(), lasting.path().id(), stream);
    return new Course(
        stream,
        wanted.keepLines(),
        queued(wanted, own, loss),
        Optional.of(new LaidOutLines(writer, queued(wanted, log, loss), turn(wanted))),
        loss);
  }

  private Course ofBytes(OutputStreamKind stream, ByteSink log, ByteSink own, Loss loss) {
    StreamSpec wanted = spec.of(stream);
    ByteSink both = log;
    if (own != ByteSink.NONE) {
      both = ByteSink.both(log, own);
    }
    return new Course(
        stream, wanted.keepLines(), queued(wanted, both, loss), Optional.empty(), loss);
  }

  /** Two streams in one file must not tear each other's lines. */
  private boolean isOfLines(StreamSpec stream) {
    return !stream.layout().isRaw() || spec.isShared();
  }

  private Object turn(StreamSpec stream) {
    return spec.isShared() && stream.whenFull() == WhenFull.BLOCK ? turn : new Object();
  }

  private WritableByteChannel file(OutputStreamKind stream, Path file) {
    StreamSpec wanted = spec.of(stream);
    return files.computeIfAbsent(
        file,
        name ->
            shared.ports().logs().open(name, wanted.rotation(), isOfLines(wanted), ports(stream)));
  }

  private RotationPorts ports(OutputStreamKind stream) {
    return new RotationPorts(
        shared.ports().clock(),
        shared.ports().nanoTime(),
        shared.compressor(),
        (what, why) -> failed(stream, what + ": " + FileTrouble.reason(why)));
  }

  private ByteSink queued(StreamSpec stream, ByteSink sink, Loss loss) {
    return stream.whenFull() == WhenFull.DROP && sink != ByteSink.NONE
        ? new DropQueue(sink, shared.writers(), loss)
        : sink;
  }

  private ByteSink sink(OutputStreamKind stream, Target target, Loss loss) {
    return new LogFile(target, loss, reason -> failed(stream, reason), shared.ports().nanoTime());
  }
}
