package io.banyan.runtime.monitor;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The last samples of every child, as facts tell them. Subscribe it to the {@link
 * io.banyan.runtime.event.EventHub}; read it from any thread.
 */
public final class UsageView implements Consumer<RecordedEvent> {

  private final int most;
  private final Map<ChildPath, UsageHistory> children = new HashMap<>();

  /**
   * @param most how many are kept of each child, at least 1
   */
  public UsageView(int most) {
    this.most = most;
  }

  @Override
  public void accept(RecordedEvent recorded) {
    if (recorded.event() instanceof ProcessEvent.Sampled sampled) {
      add(sampled.path(), new UsageSample(recorded.time(), sampled.incarnation(), sampled.usage()));
    } else if (recorded.event() instanceof ProcessEvent.Undeclared gone) {
      forget(gone.path());
    }
  }

  /** Those of one child, oldest first; none of one that nobody has looked at. */
  public synchronized List<UsageSample> of(ChildPath path) {
    UsageHistory history = children.get(path);
    return history == null ? List.of() : history.all();
  }

  private synchronized void add(ChildPath path, UsageSample sample) {
    children.computeIfAbsent(path, child -> new UsageHistory(most)).add(sample);
  }

  private synchronized void forget(ChildPath path) {
    children.remove(path);
  }
}
