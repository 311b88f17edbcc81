package io.banyan.control.metrics;

import io.banyan.control.metrics.Family.Kind;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.inspect.ProcessInspectors;
import io.banyan.runtime.lifecycle.TreeView;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * The metrics of one runtime. From its making on it counts facts, which costs well below a
 * microsecond each; everything else is looked at when it is asked for. Several runtimes of one JVM
 * each have their own.
 *
 * <p>Safe from any thread.
 */
public final class RuntimeMetrics implements AutoCloseable {

  private final About about;
  private final TreeSamples tree;
  private final EventHub events;
  private final EventTally tally = new EventTally(System::nanoTime);
  private final EventHub.Subscription subscription;
  private final List<Consumer<Samples>> sources = new CopyOnWriteArrayList<>();
  private final List<Supplied> supplied = new CopyOnWriteArrayList<>();

  /**
   * What is running.
   *
   * @param tree its name
   * @param version of Banyan
   * @param engine that launches its processes
   * @param startedAt when the runtime began
   */
  public record About(String tree, String version, String engine, Instant startedAt) {}

  /**
   * A metric of somebody else, without labels.
   *
   * @param kind {@link Kind#GAUGE} or {@link Kind#COUNTER}
   * @param name with its unit and, for a counter, {@code _total}
   * @param help one sentence
   * @param value asked at each scrape; must be quick. {@code NaN}: there is none now
   */
  public record Supplied(Kind kind, String name, String help, DoubleSupplier value) {
    public Supplied {
      if (kind != Kind.GAUGE && kind != Kind.COUNTER) {
        throw new IllegalArgumentException(name + ": only a gauge or a counter, not " + kind);
      }
      if (!name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)+")) {
        throw new IllegalArgumentException("not the name of a metric: " + name);
      }
      if (name.endsWith("_total") != (kind == Kind.COUNTER)) {
        throw new IllegalArgumentException(name + ": counters end in _total, and only they");
      }
    }
  }

  private RuntimeMetrics(About about, TreeSamples tree, EventHub events) {
    this.about = about;
    this.tree = tree;
    this.events = events;
    this.subscription = events.subscribe(tally);
  }

  /**
   * Begins to count. Call it before the tree is declared: what was published before is not counted.
   *
   * @param events of the runtime
   * @param view the fold of the same events
   * @param settings what of it is told
   */
  public static RuntimeMetrics follow(
      EventHub events, TreeView view, About about, MetricsSettings settings) {
    return new RuntimeMetrics(
        about, new TreeSamples(view, ProcessInspectors::sampler, settings.perProcess()), events);
  }

  /**
   * Adds a metric that is not about the tree, such as the lag of a journal.
   *
   * @return takes it away when closed
   * @throws IllegalArgumentException when there is one of that name
   */
  public synchronized EventHub.Subscription add(Supplied metric) {
    if (supplied.stream().anyMatch(other -> other.name().equals(metric.name()))
        || List.of(Family.values()).stream().anyMatch(one -> one.metric().equals(metric.name()))) {
      throw new IllegalArgumentException("there is a metric " + metric.name());
    }
    supplied.add(metric);
    return () -> supplied.remove(metric);
  }

  /**
   * Adds what tells values of families that are known here.
   *
   * @param source asked at each scrape, in a thread that may be kept waiting for a moment
   */
  public void addSource(Consumer<Samples> source) {
    sources.add(source);
  }

  /** What others have added. */
  public List<Supplied> supplied() {
    return List.copyOf(supplied);
  }

  /** All values as they are now; reads what the processes use. */
  public void collect(Samples out) {
    out.add(Family.BUILD, 1, List.of(about.version(), about.engine(), about.tree()));
    out.add(Family.START_TIME, TreeSamples.seconds(about.startedAt()));
    tree.collect(out);
    tally.collect(out);
    sources.forEach(source -> source.accept(out));
    out.add(Family.EVENTS_MISSED, events.missed());
  }

  /** Counts no more. */
  @Override
  public void close() {
    subscription.close();
  }
}
