package io.banyan.pool.function;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ProcessEvent;
import java.util.Optional;

/** Who a seat is for: hears of each incarnation. Called by whoever publishes; must not block. */
interface Tenant {

  /** There is a process. */
  default void launched(ProcessIdentity process) {}

  /** It takes calls. */
  void connected(ChildLink link);

  /** It does not keep to the protocol, and will be killed. */
  default void broken(String reason) {}

  /**
   * It has ended.
   *
   * @param link empty when there never was one
   */
  default void ended(ProcessEvent.Ended fact, Optional<ChildLink> link) {}
}
