package io.banyan.channels.process;

import io.banyan.channels.Channel;
import io.banyan.channels.ForwardingReceiveChannel;
import io.banyan.channels.ReceiveChannel;
import io.banyan.runtime.attachment.Attachments;
import io.banyan.runtime.attachment.StandardStream;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import java.util.Set;

/** The receiving end of one stream of output. */
final class OutputChannel<T> extends ForwardingReceiveChannel<T> {

  private final Runnable detach;

  private OutputChannel(Channel<T> values, Runnable detach) {
    super(values);
    this.detach = detach;
  }

  static <T> ReceiveChannel<T> open(
      Attachments attachments,
      ChildPath child,
      OutputStreamKind stream,
      OutputSettings<T> settings) {
    Channel<T> values = Channel.create(settings.buffer());
    Detaching detaching = new Detaching();
    OutputFlow<T> flow = new OutputFlow<>(values, detaching);
    detaching.attached(
        attachments.attach(
            child,
            Set.of(StandardStream.of(stream)),
            life -> new OutputSession<>(life, settings, flow)));
    return new OutputChannel<>(values, detaching);
  }

  @Override
  public void cancel() {
    super.cancel();
    detach.run();
  }
}
