package io.banyan.channels.exchange;

import com.typesafe.config.Config;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.output.ProcessOutputs;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The exchanges with the processes of one runtime. Safe from any thread. */
public final class Exchanges implements AutoCloseable {

  private final ExchangePorts ports;
  private final ExchangeLimits limits;
  private final Runnable onClose;
  private final Set<Exchange<?, ?>> open = ConcurrentHashMap.newKeySet();

  private Exchanges(ExchangePorts ports, ExchangeLimits limits, Runnable onClose) {
    this.ports = ports;
    this.limits = limits;
    this.onClose = onClose;
  }

  /**
   * Begins, with a thread of its own that is there only while requests wait.
   *
   * @param outputs of the runtime: {@code runtime.ports().outputs()}
   * @param config complete, with this module's {@code reference.conf}
   */
  public static Exchanges start(ProcessOutputs outputs, Config config) {
    TimerThread timer = new TimerThread();
    return new Exchanges(
        new ExchangePorts(outputs.attachments(), System::nanoTime, timer),
        ExchangeLimits.from(config),
        timer::close);
  }

  /** With another clock. */
  public static Exchanges of(ExchangePorts ports, ExchangeLimits limits) {
    return new Exchanges(ports, limits, () -> {});
  }

  /** What the configuration says. */
  public ExchangeLimits limits() {
    return limits;
  }

  /**
   * Opens an exchange with a child, which need not have been launched. The child must be declared
   * with {@code stdin = pipe} and {@code stdout.when-full = block}, and must not outlive the
   * runtime; otherwise every request fails with {@link ExchangeFailure.NotSent}, which says so.
   *
   * <p>One that runs already is joined: what it had begun to write is not seen. With frames that
   * are not lines that works only if it has written nothing yet.
   *
   * @throws IllegalStateException when somebody else has its stdin or stdout already
   */
  public <Q, A> Exchange<Q, A> open(ChildPath child, ExchangeSettings<Q, A> settings) {
    Exchange<Q, A> exchange = ChildExchange.open(child, settings, ports, open::remove);
    open.add(exchange);
    return exchange;
  }

  /** The same with the limits of the configuration. */
  public <Q, A> Exchange<Q, A> open(ChildPath child, Protocol<Q, A> protocol) {
    return open(child, ExchangeSettings.of(protocol, limits));
  }

  /** Closes all of them. */
  @Override
  public void close() {
    List.copyOf(open).forEach(Exchange::close);
    onClose.run();
  }
}
