package io.banyan.pool.function;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which channels processes have an end of, so that whoever waits at the other end is told when the
 * last process that could have come has gone, and one of them did not return. Then what was sent to
 * fails, and what was received from is cancelled. Safe from any thread.
 */
final class ChannelShares {

  private final Map<End, Share> shares = new HashMap<>();

  /** An end of a channel; channels are as equal as they are the same. */
  private record End(Object channel, boolean sends) {
    static End of(ChannelArgument argument) {
      return new End(argument.channel(), argument instanceof ChannelArgument.Sending);
    }
  }

  private static final class Share {
    private int holders;
    private boolean failed;
  }

  /** A process gets these. */
  synchronized void take(List<ChannelArgument> channels) {
    for (ChannelArgument channel : channels) {
      shares.computeIfAbsent(End.of(channel), some -> new Share()).holders++;
    }
  }

  /** It has returned, and leaves them as they are. */
  synchronized void giveBack(List<ChannelArgument> channels) {
    release(channels, false, "");
  }

  /**
   * It came to nothing.
   *
   * @param reason for whoever receives
   */
  synchronized void fail(List<ChannelArgument> channels, String reason) {
    release(channels, true, reason);
  }

  private void release(List<ChannelArgument> channels, boolean failed, String reason) {
    for (ChannelArgument channel : channels) {
      Share share = shares.get(End.of(channel));
      if (share != null) {
        share.failed |= failed;
        if (--share.holders == 0) {
          shares.remove(End.of(channel));
          if (share.failed) {
            end(channel, failed ? reason : "one of the processes that sent to it has failed");
          }
        }
      }
    }
  }

  private static void end(ChannelArgument argument, String reason) {
    if (argument instanceof ChannelArgument.Sending sending) {
      sending.channel().fail(new IllegalStateException(reason));
    } else {
      ((ChannelArgument.Receiving) argument).channel().cancel();
    }
  }
}
