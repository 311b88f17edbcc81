package io.banyan.runtime.probe;

import java.util.function.Consumer;

/** Asks servers, without a thread for each. Safe from any thread; nothing here blocks. */
public interface RemoteProbes extends AutoCloseable {

  /** A question that was asked. */
  @FunctionalInterface
  interface Attempt {

    /** Nobody waits for the answer any more; it may still come. Idempotent. */
    void cancel();
  }

  /**
   * Asks once. There is no time limit but that of the system: whoever asks cancels.
   *
   * @param told the answer, once; in a thread that serves others, too
   */
  Attempt ask(Probe.Remote probe, Consumer<ProbeResult> told);

  /** Breaks off what is asked, and frees threads. Idempotent. */
  @Override
  void close();

  /** Asks nobody: every answer is that there is no network. */
  static RemoteProbes unavailable() {
    return new RemoteProbes() {
      @Override
      public Attempt ask(Probe.Remote probe, Consumer<ProbeResult> told) {
        told.accept(new ProbeResult.Failed("there is no network here"));
        return () -> {};
      }

      @Override
      public void close() {}
    };
  }
}
