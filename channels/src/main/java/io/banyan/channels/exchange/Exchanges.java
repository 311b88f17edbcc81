package io.banyan.channels.exchange;

import com.typesafe.config.Config;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.output.ProcessOutputs;

/** The exchanges with the processes of one runtime. Safe from any thread. */
public interface Exchanges extends AutoCloseable {

  /**
   * Begins.
   *
   * @param outputs of the runtime: {@code runtime.ports().outputs()}
   * @param config complete, with this module's {@code reference.conf}
   */
  static Exchanges start(ProcessOutputs outputs, Config config) {
    throw new UnsupportedOperationException("under way");
  }

  /** What the configuration says. */
  ExchangeLimits limits();

  /**
   * Opens an exchange with a child, which need not have been launched. The child must be declared
   * with {@code stdin = pipe} and {@code stdout.when-full = block}, and must not outlive the
   * runtime; otherwise every request fails with {@link ExchangeFailure.NotSent}, which says so.
   *
   * @throws IllegalStateException when somebody else has its stdin or stdout already
   */
  <Q, A> Exchange<Q, A> open(ChildPath child, ExchangeSettings<Q, A> settings);

  /** The same with the limits of the configuration. */
  default <Q, A> Exchange<Q, A> open(ChildPath child, Protocol<Q, A> protocol) {
    return open(child, ExchangeSettings.of(protocol, limits()));
  }

  /** Closes all of them. */
  @Override
  void close();
}
