package io.banyan.runtime.dispatch;

import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/**
 * What a dispatcher of Pekko names as its {@code executor}; its section {@code relay-executor} is
 * described in {@code reference.conf}. The dispatchers of one actor system are one family.
 */
public final class RelayExecutorConfigurator extends ExecutorServiceConfigurator {

  private final Object family;
  private final boolean relays;
  private final int threads;

  /**
   * Called by Pekko.
   *
   * @param config of the dispatcher
   */
  public RelayExecutorConfigurator(Config config, DispatcherPrerequisites prerequisites) {
    super(config, prerequisites);
    Config own = config.getConfig("relay-executor");
    this.family = prerequisites.eventStream();
    this.relays = own.getBoolean("relays");
    this.threads = own.getInt("fixed-pool-size");
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory factory) {
    return () -> new RelayExecutor(family, relays, threads, factory);
  }
}
