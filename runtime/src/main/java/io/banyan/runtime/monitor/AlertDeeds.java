package io.banyan.runtime.monitor;

import io.banyan.runtime.event.ChildPath;
import java.util.concurrent.CompletionStage;

/** What the monitor cannot do by itself. Safe from any thread; nothing here blocks. */
@FunctionalInterface
public interface AlertDeeds {

  /**
   * Has a process stopped and started again, unless another than this incarnation runs by now.
   *
   * @return what came of it, for people; never exceptionally because of what the process does
   */
  CompletionStage<String> restart(ChildPath path, int incarnation);
}
