package io.banyan.pool.queue.declared;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import io.banyan.pool.queue.Codec;
import io.banyan.pool.queue.QueueException;
import io.banyan.pool.queue.QueuePorts;
import io.banyan.pool.queue.QueueSettings;
import io.banyan.pool.queue.Queues;
import io.banyan.pool.queue.TaskQueue;
import io.banyan.pool.worker.Pools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The queues of one runtime, open from its start to its end. Safe from any thread. */
public final class DeclaredQueues implements AutoCloseable {

  private final Map<String, DeclaredQueue> queues = new LinkedHashMap<>();
  private final List<PoolFeed> feeds = new ArrayList<>();

  private DeclaredQueues() {}

  /**
   * Opens them all.
   *
   * @param resolved the whole declaration, checked
   * @param folder where durable queues are
   * @throws QueueException when one cannot be opened; none is then
   */
  public static DeclaredQueues open(Config resolved, Path folder, QueuePorts ports) {
    DeclaredQueues opened = new DeclaredQueues();
    Config section = resolved.getConfig("banyan.queues");
    Config defaults = resolved.getConfig("banyan.defaults.queue");
    try {
      for (String name : new TreeSet<>(section.root().keySet())) {
        Config queue = section.getConfig(ConfigUtil.quoteString(name)).withFallback(defaults);
        opened.queues.put(name, open(name, queue, folder, ports));
      }
      return opened;
    } catch (QueueException failed) {
      opened.close();
      throw failed;
    }
  }

  private static DeclaredQueue open(String name, Config queue, Path folder, QueuePorts ports) {
    QueueSettings settings = QueueSettings.from(queue);
    boolean durable = queue.getBoolean("durable");
    TaskQueue<String> opened =
        durable
            ? Queues.durable(name, settings, new Queues.Place<>(folder, Codec.text()), ports)
            : Queues.inMemory(name, settings, Codec.text(), ports);
    Optional<String> pool = Optional.of(queue.getString("pool")).filter(text -> !text.isEmpty());
    return new DeclaredQueue(opened, durable, pool);
  }

  /** From now on their tasks go to the pools that they name. */
  public synchronized void feed(Pools pools, QueuePorts ports) {
    queues
        .values()
        .forEach(
            queue ->
                queue
                    .pool()
                    .ifPresent(
                        pool ->
                            feeds.add(
                                PoolFeed.start(
                                    queue.queue(),
                                    PoolFeed.To.declared(pools, pool),
                                    ports.time()))));
  }

  /** All of them, by name. */
  public List<DeclaredQueue> all() {
    return List.copyOf(queues.values());
  }

  public Optional<DeclaredQueue> find(String name) {
    return Optional.ofNullable(queues.get(name));
  }

  /** Ends them; blocks until what is just being written is. */
  @Override
  public synchronized void close() {
    feeds.forEach(PoolFeed::close);
    queues.values().forEach(queue -> queue.queue().stop());
  }
}
