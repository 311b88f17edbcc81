package io.banyan.channels.process;

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

/** Makes values of what one incarnation writes. */
final class OutputSession<T> implements StreamSession {

  private final StreamLife life;
  private final OutputSettings<T> settings;
  private final OutputFlow<T> flow;
  private final Decoder<T> decoder;

  OutputSession(StreamLife life, OutputSettings<T> settings, OutputFlow<T> flow) {
    this.life = life;
    this.settings = settings;
    this.flow = flow;
    this.decoder = settings.framing().decoder();
  }

  @Override
  public void launched(ProcessInput stdin) {
    life.obstacle().ifPresent(this::fail);
  }

  @Override
  public void joinsLate(OutputStreamKind stream, boolean lineBegun) {
    if (!decoder.joinLate(lineBegun)) {
      fail("it had written before anybody could tell its frames apart");
    }
  }

  @Override
  public boolean onBytes(OutputStreamKind stream, ByteBuffer bytes) {
    decoder.decode(bytes, this::found);
    return flow.goOn(() -> life.resume(stream));
  }

  @Override
  public void onEnd(OutputStreamKind stream) {
    decoder.end(this::found);
    if (settings.span() == Span.ONE_LIFE) {
      flow.end(Optional.empty());
    } else {
      flow.goOn(() -> {});
    }
  }

  @Override
  public void ending() {}

  @Override
  public void ended(Outcome outcome, Optional<CrashReason> reason) {
    if (settings.span() == Span.ONE_LIFE) {
      // Told here only where the stream had no end: it was never launched, or its log hangs.
      flow.end(reason.map(why -> new StreamFailure(why.description())));
    }
  }

  private void found(Decoded<T> found) {
    if (found instanceof Decoded.Frame<T> frame) {
      flow.add(frame.message());
    } else if (found instanceof Decoded.Broken<T> broken) {
      fail(broken.reason());
    } else if (found instanceof Decoded.Garbage<T> garbage) {
      garbage(garbage.reason());
    } else if (found instanceof Decoded.Unfinished<T> rest) {
      rest.message().ifPresentOrElse(flow::add, () -> garbage(rest.reason()));
    }
  }

  private void garbage(String what) {
    if (settings.garbage() instanceof OutputSettings.Garbage.Skipped skipped) {
      skipped.told().accept(what);
    } else {
      fail(what);
    }
  }

  private void fail(String why) {
    flow.end(Optional.of(new StreamFailure(why)));
  }
}
