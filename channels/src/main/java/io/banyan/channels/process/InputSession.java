package io.banyan.channels.process;

import io.banyan.channels.Channel;
import io.banyan.channels.Received;
import io.banyan.runtime.attachment.StreamLife;
import io.banyan.runtime.attachment.StreamSession;
import io.banyan.runtime.engine.InputOutcome;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessInput;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Writes what comes out of a channel to the input of one incarnation, one frame at a time. Waits
 * without a thread: what goes on is whoever sends, or the engine.
 */
final class InputSession implements StreamSession {

  private final StreamLife life;
  private final Channel<ByteBuffer> frames;
  private final Runnable detach;
  private volatile ProcessInput stdin = ProcessInput.NONE;

  InputSession(StreamLife life, Channel<ByteBuffer> frames, Runnable detach) {
    this.life = life;
    this.frames = frames;
    this.detach = detach;
  }

  @Override
  public void launched(ProcessInput input) {
    stdin = input;
    life.obstacle().ifPresentOrElse(this::end, this::pump);
  }

  @Override
  public void joinsLate(OutputStreamKind stream, boolean lineBegun) {}

  @Override
  public boolean onBytes(OutputStreamKind stream, ByteBuffer bytes) {
    return true;
  }

  @Override
  public void onEnd(OutputStreamKind stream) {}

  @Override
  public void ending() {}

  @Override
  public void ended(Outcome outcome, Optional<CrashReason> reason) {
    end(reason.map(CrashReason::description).orElse("the process has ended"));
  }

  /** Each in a turn of this loop, not within the one before: many may be taken at once. */
  private void pump() {
    boolean goOn = true;
    while (goOn) {
      CompletableFuture<Received<ByteBuffer>> next = frames.receiveAsync();
      if (!next.isDone()) {
        next.thenAccept(this::takeAndGoOn);
        return;
      }
      goOn = take(next.join());
    }
  }

  private void takeAndGoOn(Received<ByteBuffer> next) {
    if (take(next)) {
      pump();
    }
  }

  /** Whether the next can be taken now. */
  private boolean take(Received<ByteBuffer> next) {
    if (!(next instanceof Received.Value<ByteBuffer> frame)) {
      stdin.close();
      detach.run();
      return false;
    }
    CompletableFuture<InputOutcome> told = stdin.write(frame.value()).toCompletableFuture();
    if (told.isDone()) {
      return isWritten(told.join());
    }
    told.thenAccept(
        outcome -> {
          if (isWritten(outcome)) {
            pump();
          }
        });
    return false;
  }

  private boolean isWritten(InputOutcome outcome) {
    if (outcome instanceof InputOutcome.Closed closed) {
      end("its stdin is closed: " + closed.reason());
    } else if (outcome instanceof InputOutcome.Busy) {
      end("somebody else writes to its stdin");
    }
    return outcome instanceof InputOutcome.Accepted;
  }

  private void end(String why) {
    frames.fail(new StreamFailure(why));
    detach.run();
  }
}
