package io.banyan.pool.function.child;

import io.banyan.pool.function.wire.CallBody;
import io.banyan.pool.function.wire.Frame;

/** The channels of the runtime that functions here were given. */
final class RemoteChannels {

  RemoteChannels(ParentLink link) {}

  Object open(int call, CallBody.ChannelEnd end) {
    throw new UnsupportedOperationException();
  }

  void accept(Frame frame) {}
}
