package io.banyan.pool.function;

import io.banyan.pool.function.wire.Pipes;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.process.ProcessSpec;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the incarnations of one function process by the facts about it: the pipes of each are
 * there before it is launched, because that fact is told before.
 */
final class Seat implements FunctionSeat {

  /**
   * What a seat needs around it.
   *
   * @param place where its pipes are
   * @param kill ends a process at once
   * @param onClose has no more facts come here
   */
  record Surroundings(
      String place, ChildLink.Terms terms, Consumer<ProcessIdentity> kill, Runnable onClose) {}

  private static final Logger LOG = LoggerFactory.getLogger(Seat.class);

  private final String id;
  private final ProcessSpec process;
  private final Surroundings surroundings;
  private final Tenant tenant;
  private final ConcurrentMap<Integer, ChildLink> links = new ConcurrentHashMap<>();
  private volatile @Nullable ProcessIdentity running;

  Seat(String id, ProcessSpec process, Surroundings surroundings, Tenant tenant) {
    this.id = id;
    this.process = process;
    this.surroundings = surroundings;
    this.tenant = tenant;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ProcessSpec process() {
    return process;
  }

  @Override
  public void close() {
    surroundings.onClose().run();
    links.values().forEach(ChildLink::disconnect);
  }

  void accept(ProcessEvent event) {
    if (event instanceof ProcessEvent.Starting) {
      starting(event.incarnation());
    } else if (event instanceof ProcessEvent.Launched launched) {
      running = launched.process();
      tenant.launched(launched.process());
    } else if (event instanceof ProcessEvent.Ended ended) {
      running = null;
      Optional<ChildLink> link = Optional.ofNullable(links.remove(event.incarnation()));
      link.ifPresent(ChildLink::processEnded);
      tenant.ended(ended, link);
    }
  }

  private void starting(int incarnation) {
    Pipes pipes = Pipes.of(surroundings.place(), incarnation);
    try {
      links.put(incarnation, ChildLink.open(pipes, surroundings.terms(), new OfIncarnation()));
    } catch (IOException failed) {
      // Without its pipes it ends at once, and that is told as any other end.
      LOG.warn("{}#{} will not run: {}", id, incarnation, failed.getMessage());
    }
  }

  private final class OfIncarnation implements ChildLink.Listener {

    @Override
    public void connected(ChildLink link) {
      tenant.connected(link);
    }

    @Override
    public void broken(String reason) {
      tenant.broken(reason);
      ProcessIdentity process = running;
      if (process != null) {
        LOG.warn("{} is killed: {}", id, reason);
        surroundings.kill().accept(process);
      }
    }
  }
}
