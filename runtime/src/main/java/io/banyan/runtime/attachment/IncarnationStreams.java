package io.banyan.runtime.attachment;

import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one incarnation and who uses them. What the process writes is passed on in the
 * thread that reads it; the rest is told by the actor of the process.
 */
public final class IncarnationStreams {

  private final int number;
  private final Map<StandardStream, String> obstacles;
  private final List<Seat> seats = new CopyOnWriteArrayList<>();
  private volatile @Nullable OsProcess process;
  private volatile boolean ending;
  private boolean over;

  IncarnationStreams(int number, Map<StandardStream, String> obstacles) {
    this.number = number;
    this.obstacles = Map.copyOf(obstacles);
  }

  /** Of a process whose streams nobody can use. */
  public static IncarnationStreams unused() {
    return new IncarnationStreams(0, Map.of());
  }

  /** It runs. */
  public void launched(OsProcess launched) {
    process = launched;
    seats.forEach(Seat::catchUp);
  }

  /**
   * Passes on what was read.
   *
   * @param before what this stream has had before
   * @return false when who uses it asks for a pause
   */
  public boolean onBytes(OutputStreamKind stream, Before before, ByteBuffer bytes) {
    boolean goOn = true;
    for (Seat seat : seats) {
      goOn &= seat.onBytes(stream, before, bytes);
    }
    return goOn;
  }

  /** What a stream has had. */
  public enum Before {
    NOTHING,
    WHOLE_LINES,
    BEGUN_LINE
  }

  /** Nothing more will come from this stream. */
  public void onEnd(OutputStreamKind stream) {
    seats.forEach(seat -> seat.onEnd(stream));
  }

  /** It was asked to end, or its main process has gone. */
  public void ending() {
    ending = true;
    seats.forEach(Seat::catchUp);
  }

  /** It has ended. */
  public void ended(Outcome outcome, Optional<CrashReason> reason) {
    List<Seat> told;
    synchronized (this) {
      over = true;
      told = List.copyOf(seats);
    }
    told.forEach(seat -> seat.ended(outcome, reason));
  }

  /** Null when it has ended. Called while the child is locked. */
  synchronized @Nullable Seat seat(ChildStreams.Use use) {
    if (over) {
      return null;
    }
    Seat seat = new Seat(this, use);
    seats.add(seat);
    return seat;
  }

  void leave(ChildStreams.Use use) {
    OsProcess running = process;
    for (Seat seat : seats) {
      if (seat.isOf(use)) {
        seats.remove(seat);
        if (running != null) {
          seat.outputs().forEach(running::resume);
        }
      }
    }
  }

  int number() {
    return number;
  }

  @Nullable OsProcess process() {
    return process;
  }

  boolean isEnding() {
    return ending;
  }

  Optional<String> obstacle(ChildStreams.Use use) {
    return use.streams().stream()
        .filter(obstacles::containsKey)
        .findFirst()
        .map(stream -> obstacles.get(stream));
  }
}
