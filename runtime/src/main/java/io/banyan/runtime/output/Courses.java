package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.output.rotation.RotatedFile;
import io.banyan.runtime.output.rotation.RotationPorts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Lays the courses of the two streams of one child. Used once, by one thread. */
final class Courses {

  private final ChildPath path;
  private final OutputSpec spec;
  private final ProcessOutput.Shared shared;
  private final Map<Path, RotatedFile> files = new HashMap<>();
  private final Object turn = new Object();

  Courses(ChildPath path, OutputSpec spec, ProcessOutput.Shared shared) {
    this.path = path;
    this.spec = spec;
    this.shared = shared;
  }

  Course of(OutputStreamKind stream) {
    StreamSpec wanted = spec.of(stream);
    Loss loss =
        new Loss(
            bytes -> shared.events().publish(new ProcessEvent.OutputDropped(path, stream, bytes)),
            System::nanoTime);
    Optional<ByteSink> log =
        wanted.log().map(file -> sink(stream, Target.file(file, file(stream, file)), loss));
    Optional<ByteSink> own =
        Optional.of(Target.own(stream))
            .filter(target -> wanted.passThrough())
            .map(target -> sink(stream, target, loss));
    ByteSink passed = own.orElse(ByteSink.NONE);
    return isOfLines(wanted) && log.isPresent()
        ? ofLines(stream, log.get(), passed, loss)
        : ofBytes(stream, log.orElse(ByteSink.NONE), passed, loss);
  }

  private Course ofLines(OutputStreamKind stream, ByteSink log, ByteSink own, Loss loss) {
    StreamSpec wanted = spec.of(stream);
    LineWriter writer = new LineWriter(wanted.layout(), path.id(), stream);
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

  private RotatedFile file(OutputStreamKind stream, Path file) {
    return files.computeIfAbsent(
        file,
        name ->
            new RotatedFile(
                name, spec.of(stream).rotation(), isOfLines(spec.of(stream)), ports(stream)));
  }

  private RotationPorts ports(OutputStreamKind stream) {
    return new RotationPorts(
        shared.clock(),
        System::nanoTime,
        shared.compressor(),
        (what, why) -> failed(stream, what + ": " + FileTrouble.reason(why)));
  }

  private ByteSink queued(StreamSpec stream, ByteSink sink, Loss loss) {
    return stream.whenFull() == WhenFull.DROP && sink != ByteSink.NONE
        ? new DropQueue(sink, shared.writers(), loss)
        : sink;
  }

  private ByteSink sink(OutputStreamKind stream, Target target, Loss loss) {
    return new LogFile(target, loss, reason -> failed(stream, reason), System::nanoTime);
  }

  private void failed(OutputStreamKind stream, String reason) {
    shared.events().publish(new ProcessEvent.LogFailed(path, stream, reason));
  }
}
