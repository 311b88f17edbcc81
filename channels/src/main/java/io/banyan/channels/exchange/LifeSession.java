package io.banyan.channels.exchange;

import io.banyan.channels.exchange.framing.Decoded;
import io.banyan.channels.exchange.framing.Decoder;
import io.banyan.runtime.attachment.StreamLife;
import io.banyan.runtime.attachment.StreamSession;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessInput;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The exchange with one incarnation: facts about it for the machine. */
final class LifeSession<A> implements StreamSession {

  private final StreamLife life;
  private final Decoder<A> decoder;
  private final Facts<A> facts;
  private volatile ProcessInput stdin = ProcessInput.NONE;
  // Touched by the thread that reads alone.
  private boolean lost;

  /** Takes the facts of the newest session; those of others mean nothing any more. */
  interface Facts<A> {
    void launched(LifeSession<A> session, Optional<String> obstacle);

    void past(LifeSession<A> session, String words);

    void ended(LifeSession<A> session, Departure departure);

    void found(LifeSession<A> session, Decoded<A> found);
  }

  LifeSession(StreamLife life, Decoder<A> decoder, Facts<A> facts) {
    this.life = life;
    this.decoder = decoder;
    this.facts = facts;
  }

  ProcessInput stdin() {
    return stdin;
  }

  @Override
  public void launched(ProcessInput input) {
    stdin = input;
    facts.launched(this, life.obstacle());
  }

  @Override
  public void joinsLate(OutputStreamKind stream, boolean lineBegun) {
    if (!decoder.joinLate(lineBegun)) {
      lost = true;
      facts.found(
          this, new Decoded.Broken<>("it had written before anybody could tell its frames apart"));
    }
  }

  @Override
  public boolean onBytes(OutputStreamKind stream, ByteBuffer bytes) {
    if (!lost) {
      decoder.decode(bytes, this::found);
    }
    return true;
  }

  @Override
  public void onEnd(OutputStreamKind stream) {
    if (!lost) {
      decoder.end(this::found);
    }
    facts.past(this, "its stdout has ended");
  }

  @Override
  public void ending() {
    facts.past(this, "it is ending");
  }

  @Override
  public void ended(Outcome outcome, Optional<CrashReason> reason) {
    facts.ended(this, new Departure(life.incarnation(), outcome, reason));
  }

  private void found(Decoded<A> found) {
    facts.found(this, found);
  }
}
