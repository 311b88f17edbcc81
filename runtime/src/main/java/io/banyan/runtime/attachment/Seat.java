package io.banyan.runtime.attachment;

import io.banyan.runtime.attachment.IncarnationStreams.Before;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessInput;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One who uses streams of one incarnation. */
final class Seat implements StreamLife {

  private static final Logger LOG = LoggerFactory.getLogger(Seat.class);

  private final IncarnationStreams life;
  private final ChildStreams.Use use;
  private final Optional<String> obstacle;
  private final StreamSession session;
  private final AtomicBoolean launchedTold = new AtomicBoolean();
  private final AtomicBoolean endingTold = new AtomicBoolean();
  private volatile boolean failed;
  private final Set<OutputStreamKind> seen = ConcurrentHashMap.newKeySet();
  // Resumed before the process was known. Guarded by this.
  private final Set<OutputStreamKind> early = EnumSet.noneOf(OutputStreamKind.class);

  Seat(IncarnationStreams life, ChildStreams.Use use) {
    this.life = life;
    this.use = use;
    this.obstacle = life.obstacle(use);
    this.session = use.user().begin(this);
  }

  boolean isOf(ChildStreams.Use some) {
    return use.equals(some);
  }

  /** The streams of output that are used. */
  Stream<OutputStreamKind> outputs() {
    return Arrays.stream(OutputStreamKind.values()).filter(this::wants);
  }

  /** Tells what has happened so far and was not told yet. */
  void catchUp() {
    OsProcess process = life.process();
    if (process == null) {
      return;
    }
    if (launchedTold.compareAndSet(false, true)) {
      tell(() -> session.launched(stdin(process)));
      resumeEarly(process);
    }
    if (life.isEnding() && endingTold.compareAndSet(false, true)) {
      tell(session::ending);
    }
  }

  boolean onBytes(OutputStreamKind stream, Before before, ByteBuffer bytes) {
    if (!uses(stream)) {
      return true;
    }
    try {
      if (seen.add(stream) && before != Before.NOTHING) {
        session.joinsLate(stream, before == Before.BEGUN_LINE);
      }
      return session.onBytes(stream, bytes.duplicate());
    } catch (RuntimeException failed) {
      fail(failed);
      return true;
    }
  }

  void onEnd(OutputStreamKind stream) {
    if (uses(stream)) {
      tell(() -> session.onEnd(stream));
    }
  }

  void ended(Outcome outcome, Optional<CrashReason> reason) {
    tell(() -> session.ended(outcome, reason));
  }

  /** Whoever fails must not take the log, nor the actor of the process, with him. */
  private void tell(Runnable fact) {
    try {
      fact.run();
    } catch (RuntimeException failed) {
      fail(failed);
    }
  }

  private void fail(RuntimeException failed) {
    this.failed = true;
    LOG.error("Who used the streams of a process failed; it sees no more of them", failed);
    outputs().forEach(this::resume);
  }

  @Override
  public int incarnation() {
    return life.number();
  }

  @Override
  public Optional<String> obstacle() {
    return obstacle;
  }

  @Override
  public void resume(OutputStreamKind stream) {
    OsProcess process;
    synchronized (this) {
      process = life.process();
      if (process == null) {
        early.add(stream);
      }
    }
    if (process != null) {
      process.resume(stream);
    }
  }

  private void resumeEarly(OsProcess process) {
    Set<OutputStreamKind> streams;
    synchronized (this) {
      streams = EnumSet.copyOf(early);
      early.clear();
    }
    streams.forEach(process::resume);
  }

  private ProcessInput stdin(OsProcess process) {
    return obstacle.isEmpty() && use.streams().contains(StandardStream.STDIN)
        ? process.stdin()
        : ProcessInput.NONE;
  }

  private boolean uses(OutputStreamKind stream) {
    return !failed && wants(stream);
  }

  private boolean wants(OutputStreamKind stream) {
    return obstacle.isEmpty() && use.streams().contains(StandardStream.of(stream));
  }
}
