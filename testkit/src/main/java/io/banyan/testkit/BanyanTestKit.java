package io.banyan.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.adoption.Adoption;
import io.banyan.runtime.containment.Containment;
import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.runtime.limits.ProcessLimits;
import io.banyan.runtime.output.OutputLine;
import io.banyan.runtime.output.OutputPorts;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.process.ProcessPorts;
import io.banyan.supervision.config.Section;
import io.banyan.supervision.config.TreeDeclaration;
import io.banyan.supervision.reload.ReloadResult;
import io.banyan.supervision.reload.Reloader;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.SupervisionTree;
import io.banyan.supervision.tree.TreeEnd;
import io.banyan.supervision.tree.TreePorts;
import io.banyan.testkit.script.Script;
import io.banyan.testkit.script.ScriptedEngine;
import io.banyan.testkit.script.ScriptedNetwork;
import io.banyan.testkit.script.ScriptedProcess;
import io.banyan.testkit.time.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One supervision tree in a world that a test makes: its processes do what scripts say, its time
 * passes when the test says so, its disk is memory. Everything else is what runs in production.
 *
 * <pre>{@code
 * try (BanyanTestKit kit = BanyanTestKit.create()) {
 *   kit.script(Script.process("database").after(ofSeconds(1)).exits(7));
 *   kit.run("banyan.tree { max-restarts = 3, children = [{ id = database, command = postgres }] }");
 *   kit.timePasses(ofSeconds(4));
 *   kit.events().expectEvent(Ended.class, "/");
 * }
 * }</pre>
 *
 * <p>Every method returns when all has happened that happens without time passing. For one thread,
 * that of the test; any number of kits may be in use at the same time.
 */
public final class BanyanTestKit implements AutoCloseable {

  private final Config config = ConfigFactory.defaultReference();
  private final ManualTime time = ManualTime.start(config);
  private final EventHub hub = new EventHub(time.clock());
  private final EventProbe events = EventProbe.settled(hub, time::settle);
  private final TreeView view = new TreeView();
  private final ScriptedEngine engine = new ScriptedEngine(time);
  private final LogDisk logDisk = new LogDisk();
  private final ProcessOutputs outputs =
      new ProcessOutputs(new OutputPorts(time.clock(), time.nanoTime(), logDisk, hub));
  private RandomGenerator random = new Random();
  private List<Section> sections = List.of();
  private @Nullable SupervisionTree tree;
  private @Nullable Reloads reloads;

  private BanyanTestKit() {
    hub.subscribe(view);
  }

  /** A world without a tree yet: first the scripts, then {@link #run}. */
  public static BanyanTestKit create() {
    return new BanyanTestKit();
  }

  /** A world in which this tree runs; see {@link #run(String)}. */
  public static BanyanTestKit create(String hocon) {
    return create().run(hocon);
  }

  /** A world in which this tree runs. */
  public static BanyanTestKit create(SupervisorSpec spec) {
    return create().run(spec);
  }

  // Before and while it runs

  /** Launches from now on follow these scripts. */
  public BanyanTestKit script(Script... scripts) {
    List.of(scripts).forEach(engine::follow);
    return this;
  }

  /**
   * Files can have these sections, too, which declare pools, queues or periodic tasks, besides the
   * tree.
   */
  public BanyanTestKit declaring(Section... more) {
    sections = List.of(more);
    return this;
  }

  /** The jitter of restart delays is taken from here; by default nobody knows it beforehand. */
  public BanyanTestKit random(RandomGenerator chance) {
    random = chance;
    return this;
  }

  /**
   * Starts the tree that a file declares.
   *
   * @throws IllegalArgumentException with all mistakes, when there are any
   */
  public BanyanTestKit run(Path file) {
    return run(Declared.in(file, sections));
  }

  /**
   * Starts the tree of this HOCON, which has the form of a file: {@code banyan { tree { … } }}.
   *
   * @throws IllegalArgumentException with all mistakes, when there are any
   */
  public BanyanTestKit run(String hocon) {
    return run(Declared.in(hocon, sections));
  }

  /**
   * Starts this tree.
   *
   * @throws IllegalStateException when there is one already
   */
  public BanyanTestKit run(SupervisorSpec spec) {
    return run(Declared.of(spec));
  }

  private BanyanTestKit run(TreeDeclaration declaration) {
    if (tree != null) {
      throw new IllegalStateException("a tree runs already; another one needs a kit of its own");
    }
    tree = SupervisionTree.start(time.system(), "tested", declaration.tree(), ports());
    reloads = new Reloads(declaration, new Reloader.Live(view, tree));
    time.settle();
    return this;
  }

  /** Lets time pass: whatever falls due happens at its time. */
  public BanyanTestKit timePasses(Duration duration) {
    time.passes(duration);
    return this;
  }

  // What operators do

  /** Starts a child (id or path) that is down. */
  public Answer<OperationResult> start(String idOrPath) {
    return ask("start " + idOrPath, running -> running.start(path(idOrPath)));
  }

  /** Stops a child, within its declared time. */
  public Answer<OperationResult> stop(String idOrPath) {
    return ask("stop " + idOrPath, running -> running.stop(path(idOrPath), Optional.empty()));
  }

  /** Stops a child within this time; 0 kills it at once. */
  public Answer<OperationResult> stop(String idOrPath, Duration grace) {
    return ask("stop " + idOrPath, running -> running.stop(path(idOrPath), Optional.of(grace)));
  }

  /** Gives a child a new incarnation. */
  public Answer<OperationResult> restart(String idOrPath) {
    return ask("restart " + idOrPath, running -> running.restart(path(idOrPath), Optional.empty()));
  }

  /** Ends a process by this signal, for good. */
  public Answer<OperationResult> kill(String idOrPath, Signal signal) {
    return ask("kill " + idOrPath, running -> running.kill(path(idOrPath), signal));
  }

  /** Delivers a signal. */
  public Answer<OperationResult> signal(String idOrPath, Signal signal) {
    return ask("signal " + idOrPath, running -> running.signal(path(idOrPath), signal));
  }

  /**
   * Has the file read again, which is now like this.
   *
   * @throws IllegalArgumentException with all mistakes, when there are any
   */
  public Answer<ReloadResult> reload(String hocon) {
    return reload(Declared.in(hocon, sections));
  }

  /** The same for a tree without a file. */
  public Answer<ReloadResult> reload(SupervisorSpec spec) {
    return reload(Declared.of(spec));
  }

  private Answer<ReloadResult> reload(TreeDeclaration declaration) {
    tree();
    Reloads all = Objects.requireNonNull(reloads);
    return new Answer<>("reload", all.reload(declaration), time);
  }

  /** Takes the whole tree down, in order. */
  public Answer<TreeEnd> shutdown() {
    return ask("shutdown", running -> running.shutdown(false));
  }

  /** Kills everything. */
  public Answer<TreeEnd> shutdownBrutally() {
    return ask("brutal shutdown", running -> running.shutdown(true));
  }

  /** How the tree ends, whoever ends it. */
  public Answer<TreeEnd> end() {
    return ask("end", SupervisionTree::whenEnded);
  }

  /** Asks the tree for anything else that it can do. */
  public <T> Answer<T> ask(String question, Function<SupervisionTree, CompletionStage<T>> request) {
    return new Answer<>(question, request.apply(tree()), time);
  }

  // What there is to see

  /** The facts so far, and those to come. */
  public EventProbe events() {
    return events;
  }

  /** The state of a child (id or path; {@code /} for the root). */
  public LifecycleState state(String idOrPath) {
    return snapshot(idOrPath).life().state();
  }

  /** The status of a child as {@code banyan ps} shows it: {@code Running [restarts: 1]}. */
  public String status(String idOrPath) {
    return snapshot(idOrPath).status();
  }

  /**
   * That these children are in this state.
   *
   * @throws AssertionError when one is not; tells the state of all
   */
  public void expectState(LifecycleState state, String... idsOrPaths) {
    for (String child : idsOrPaths) {
      if (state(child) != state) {
        throw new AssertionError(
            "expected %s to be %s; this is the tree:%s".formatted(child, state.text(), table()));
      }
    }
  }

  /** All that is known of a child. */
  public ChildSnapshot snapshot(String idOrPath) {
    time.settle();
    return view.find(idOrPath)
        .orElseThrow(
            () -> new IllegalArgumentException("no child " + idOrPath + "; there is:" + table()));
  }

  /** Every child, in the order of declaration, supervisors before their children. */
  public List<ChildSnapshot> snapshots() {
    time.settle();
    return view.all();
  }

  /**
   * The latest incarnation of a process.
   *
   * @throws AssertionError when it was never launched
   */
  public ScriptedProcess process(String idOrPath) {
    List<ScriptedProcess> all = launches(idOrPath);
    if (all.isEmpty()) {
      throw new AssertionError(idOrPath + " was never launched; this is the tree:" + table());
    }
    return all.get(all.size() - 1);
  }

  /** All incarnations of a process that were launched, in order. */
  public List<ScriptedProcess> launches(String idOrPath) {
    time.settle();
    return engine.launched(idOrPath);
  }

  /** The last lines of a process, of both streams, over all its incarnations. */
  public List<String> output(String idOrPath) {
    time.settle();
    return outputs
        .tail(path(idOrPath))
        .map(tail -> tail.after(EnumSet.allOf(OutputStreamKind.class), 0))
        .orElse(List.of())
        .stream()
        .map(OutputLine::text)
        .toList();
  }

  // The parts of the world

  /** Time, its clocks, and the actor system that lives in it. */
  public ManualTime time() {
    return time;
  }

  /** What launches; here launches and signals can be made to fail. */
  public ScriptedEngine engine() {
    return engine;
  }

  /** Who answers when {@code ready} and {@code health} ask a port. */
  public ScriptedNetwork network() {
    return engine.network();
  }

  /** Where log files are kept. */
  public LogDisk logDisk() {
    return logDisk;
  }

  /**
   * The tree itself.
   *
   * @throws IllegalStateException when none was started
   */
  public SupervisionTree tree() {
    SupervisionTree running = tree;
    if (running == null) {
      throw new IllegalStateException("no tree yet: run one");
    }
    return running;
  }

  /** Kills everything and ends the actor system. */
  @Override
  public void close() {
    try {
      if (tree != null) {
        Answer<TreeEnd> end = shutdownBrutally();
        // Also what the test has made deaf to signals.
        engine.close();
        end.eventually();
      }
    } finally {
      time.close();
      outputs.close();
    }
  }

  private TreePorts ports() {
    ProcessPorts process =
        new ProcessPorts(
            engine,
            ProcessLimits.unavailable(),
            hub,
            outputs,
            Map.of(),
            config.getDuration("banyan.process.output-drain-limit"),
            Containment.none(),
            engine.network(),
            Adoption.none(RuntimeCookie.random()));
    return new TreePorts(process, time.nanoTime(), random).withClock(time.clock());
  }

  private ChildPath path(String idOrPath) {
    return snapshot(idOrPath).path();
  }

  private String table() {
    return view.all().stream()
        .map(child -> "\n  %-24s %s".formatted(child.path(), child.status()))
        .collect(Collectors.joining());
  }
}
