package io.banyan.runtime.attachment;

import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  // Perhaps held back by somebody who left before the process was known. Guarded by this.
  private final Set<OutputStreamKind> leftEarly = EnumSet.noneOf(OutputStreamKind.class);
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
    Set<OutputStreamKind> resumed;
    synchronized (this) {
      process = launched;
      resumed = EnumSet.copyOf(leftEarly);
    }
    resumed.forEach(launched::resume);
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

  /** Somebody uses it, unless it has ended. Called while the child is locked. */
  synchronized void seat(ChildStreams.Use use) {
    if (!over) {
      seats.add(new Seat(this, use));
    }
  }

  /** Tells who came late what has happened. */
  void catchUp(ChildStreams.Use use) {
    seats.stream().filter(seat -> seat.isOf(use)).forEach(Seat::catchUp);
  }

  void leave(ChildStreams.Use use) {
    List<Seat> leaving = seats.stream().filter(seat -> seat.isOf(use)).toList();
    seats.removeAll(leaving);
    OsProcess running;
    synchronized (this) {
      running = process;
      if (running == null) {
        leaving.forEach(seat -> seat.outputs().forEach(leftEarly::add));
      }
    }
    if (running != null) {
      leaving.forEach(seat -> seat.outputs().forEach(running::resume));
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
    return obstacles.entrySet().stream()
        .filter(obstacle -> use.streams().contains(obstacle.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
