package io.banyan.testkit.script;

import io.banyan.runtime.probe.Probe;
import io.banyan.runtime.probe.ProbeResult;
import io.banyan.runtime.probe.RemoteProbes;
import io.banyan.testkit.time.ManualTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A network without sockets, in which {@code ready} and {@code health} ask their servers. A port is
 * as scripts and tests say, whatever the host; one of which nobody says anything accepts
 * connections, and a web server there answers 200.
 *
 * <p>Safe from any thread.
 */
public final class ScriptedNetwork implements RemoteProbes {

  private static final int OK = 200;

  /** What becomes of a connection. */
  private sealed interface Port {

    /** It is accepted; a web server answers with this status. */
    record Open(int status) implements Port {}

    /** It is refused. */
    record Closed() implements Port {}

    /** Nothing comes back. */
    record Silent() implements Port {}
  }

  private final ManualTime time;
  private final Map<Integer, Port> ports = new HashMap<>();

  ScriptedNetwork(ManualTime time) {
    this.time = time;
  }

  /** From now on this port accepts connections, and a web server there answers 200. */
  public void answers(int port) {
    answers(port, OK);
  }

  /** From now on this port accepts connections, and a web server there answers with this status. */
  public synchronized void answers(int port, int status) {
    ports.put(port, new Port.Open(status));
  }

  /** From now on nobody listens on this port. */
  public synchronized void refuses(int port) {
    ports.put(port, new Port.Closed());
  }

  /** From now on nothing comes back from this port; whoever asks has to give up. */
  public synchronized void isSilent(int port) {
    ports.put(port, new Port.Silent());
  }

  @Override
  public Attempt ask(Probe.Remote probe, Consumer<ProbeResult> told) {
    time.soon(() -> answer(probe, told));
    return () -> {};
  }

  private void answer(Probe.Remote probe, Consumer<ProbeResult> told) {
    Port port = port(probe.endpoint().port());
    if (port instanceof Port.Open open) {
      told.accept(judge(probe, open.status()));
    } else if (port instanceof Port.Closed) {
      told.accept(new ProbeResult.Failed(probe.endpoint() + ": connection refused"));
    }
  }

  private synchronized Port port(int number) {
    return ports.getOrDefault(number, new Port.Open(OK));
  }

  private static ProbeResult judge(Probe.Remote probe, int status) {
    return probe instanceof Probe.Http http && !http.accepts(status)
        ? new ProbeResult.Failed(probe.endpoint() + http.path() + " answered " + status)
        : new ProbeResult.Passed();
  }

  @Override
  public void close() {}
}
