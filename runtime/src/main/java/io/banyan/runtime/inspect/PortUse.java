package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import java.util.List;
import java.util.OptionalLong;

/**
 * Somebody waits at a port.
 *
 * @param protocol {@code tcp} or {@code udp}
 * @param address it is bound to, as text; all of them is {@code 0.0.0.0} or {@code ::}
 * @param uid the user that opened it; empty when that is not told
 * @param processes who has it open; empty when they may not be looked at, as another user's
 */
public record PortUse(
    String protocol, String address, int port, OptionalLong uid, List<ProcessIdentity> processes) {

  public PortUse {
    processes = List.copyOf(processes);
  }
}
