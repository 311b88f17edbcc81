package io.banyan.channels.process;

/** Why a stream of a process gives or takes no values: the cause of the end of its channel. */
public final class StreamFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  StreamFailure(String message) {
    super(message, null, false, false);
  }
}
