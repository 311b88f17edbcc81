package io.banyan.supervision.tree;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.EventLog;
import io.banyan.runtime.fixture.ScriptedEngine;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.process.ProcessPorts;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.strategy.ChildCounts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fresh tree of scripted processes for each test, in one actor system with manual time. */
public final class TestTrees implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  private static final AtomicLong NAMES = new AtomicLong();

  private final ActorTestKit testKit =
      ActorTestKit.create(ManualTime.config().withFallback(ConfigFactory.load()));
  final ManualTime time = ManualTime.get(testKit.system());

  public ScriptedEngine engine = new ScriptedEngine();
  public EventLog events = EventLog.of(new EventHub(Clock.systemUTC()));
  public TreeView view = new TreeView();
  final AtomicLong nanos = new AtomicLong();
  private EventHub hub = new EventHub(Clock.systemUTC());
  private List<SupervisionTree> started = List.of();

  @Override
  public void beforeEach(ExtensionContext context) {
    engine = new ScriptedEngine();
    view = new TreeView();
    started = List.of();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    started.forEach(tree -> get(tree.shutdown(true)));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    // Also called after each nested class.
    if (context.getRequiredTestClass().getEnclosingClass() == null) {
      testKit.shutdownTestKit();
    }
  }

  /** Starts a tree and waits until all of it is up. */
  public SupervisionTree start(SupervisorSpec spec) {
    SupervisionTree tree = begin(spec);
    awaitReady("/");
    return tree;
  }

  public SupervisionTree begin(SupervisorSpec spec) {
    hub = new EventHub(Clock.systemUTC());
    events = EventLog.of(hub);
    hub.subscribe(view);
    ProcessPorts process =
        new ProcessPorts(
            engine,
            hub,
            new ProcessOutputs(Clock.systemUTC(), hub),
            Map.of(),
            Duration.ofMillis(500));
    SupervisionTree tree =
        SupervisionTree.start(
            testKit.system(),
            "trees-" + NAMES.incrementAndGet(),
            spec,
            new TreePorts(process, nanos::get));
    started = List.of(tree);
    return tree;
  }

  /** Calls this in the thread that tells the end of a child, before that does anything else. */
  void whenEnds(String path, Runnable what) {
    whenTold(ProcessEvent.Ended.class, path, what);
  }

  /** Calls this in the thread that tells such a fact about a child. */
  void whenTold(Class<? extends ProcessEvent> fact, String path, Runnable what) {
    hub.subscribe(
        recorded -> {
          if (fact.isInstance(recorded.event()) && recorded.event().path().text().equals(path)) {
            what.run();
          }
        });
  }

  public void awaitReady(String path) {
    events.await(ProcessEvent.Ready.class, ready -> ready.path().text().equals(path));
  }

  public void awaitStatus(String path, String status) {
    Await.value(
        path + " to be " + status,
        () -> view.get(path(path)).map(ChildSnapshot::status).orElse("not there"),
        status::equals);
  }

  public void awaitGone(String path) {
    Await.value(path + " to be gone", () -> view.get(path(path)).isEmpty(), gone -> gone);
  }

  /** What is known, in the order of declaration. */
  public List<String> paths() {
    return view.all().stream().map(child -> child.path().text()).toList();
  }

  ChildCounts counts(SupervisionTree tree, String path) {
    return get(tree.count(path(path))).orElseThrow();
  }

  public void awaitCounts(SupervisionTree tree, String path, ChildCounts counts) {
    // Empty while a next incarnation of the supervisor has not begun.
    Await.value("counts " + counts, () -> get(tree.count(path(path))), Optional.of(counts)::equals);
  }

  public static ChildPath path(String path) {
    return new ChildPath(path);
  }

  public static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
