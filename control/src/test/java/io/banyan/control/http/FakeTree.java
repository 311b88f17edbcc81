package io.banyan.control.http;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.engine.EngineCapabilities;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHistory;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.EventQuery;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecentEvents;
import io.banyan.runtime.event.RecordedEvent;
import io.banyan.runtime.inspect.CachedInspection;
import io.banyan.runtime.inspect.InspectionSettings;
import io.banyan.runtime.inspect.ProcessInspectors;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.runtime.monitor.MonitorSettings;
import io.banyan.runtime.monitor.UsageView;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.ProcessOutput;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.process.Environment;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.config.Directories;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.TreeDeclaration;
import io.banyan.supervision.graph.GraphBuilder;
import io.banyan.supervision.link.LinkResult;
import io.banyan.supervision.reload.Reloader;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import io.banyan.supervision.strategy.ChildCounts;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.TreeEnd;
import io.banyan.supervision.tree.TreeOperations;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * A tree without processes: {@code web}, {@code workers/mailer} and {@code idle} as facts alone,
 * and operations that remember what was asked and answer what they are told to.
 */
final class FakeTree implements TreeOperations {

  static final int KEPT_LINES = 50;
  static final ChildPath WEB = new ChildPath("web");
  static final ChildPath WORKERS = new ChildPath("workers");

  private static final StreamSpec QUIET = new StreamSpec(Optional.empty(), 1);
  private static final SupervisorSpec POOL =
      SupervisorSpec.dynamic(
          new RestartLimit(3, Duration.ofSeconds(5)),
          new Template(
              ChildSpec.of(
                  "mailer",
                  new ChildDefinition.ProcessChild(
                      new ProcessSpec(
                          new ProcessCommand.Argv(List.of("mailer", "-v")),
                          Path.of("/"),
                          new Environment(false, Map.of()),
                          Signal.TERM,
                          Shutdown.brutalKill(),
                          Set.of(0),
                          new OutputSpec(QUIET, QUIET)),
                      false)),
              4));

  final TreeView view = new TreeView();
  final EventHub events = new EventHub(Clock.systemUTC());
  final ProcessOutputs outputs = new ProcessOutputs(Clock.systemUTC(), events);
  final UsageView usage = new UsageView(10);
  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile Optional<Scraping> scraping = Optional.empty();
  volatile OperationResult result = new OperationResult.Stopped();
  volatile LinkResult linked = new LinkResult.Linked();
  volatile LoadResult file = new LoadResult.Loaded(declaration());
  private final CompletableFuture<TreeEnd> end = new CompletableFuture<>();
  volatile Optional<String> trouble = Optional.empty();
  private final RecentEvents recent = new RecentEvents(1_000);
  private final EventHistory history =
      new EventHistory() {
        @Override
        public CompletionStage<List<RecordedEvent>> find(EventQuery query) {
          return recent.find(query);
        }

        @Override
        public Optional<String> trouble() {
          return trouble;
        }
      };
  private final Map<ChildPath, ProcessOutput.Handlers> handlers = new ConcurrentHashMap<>();

  /** What else can be asked for. */
  List<ApiPart> parts = List.of();

  FakeTree() {
    events.subscribe(view);
    events.subscribe(recent);
    supervisor(ChildPath.ROOT);
    process("web");
    supervisor(new ChildPath("workers"));
    process("idle");
    process("workers/mailer");
    events.publish(new ProcessEvent.Grouped(WEB, List.of("front", "nightly")));
    events.publish(new ProcessEvent.Grouped(new ChildPath("workers/mailer"), List.of("nightly")));
    events.publish(new ProcessEvent.Starting(WEB, 1));
    events.publish(
        new ProcessEvent.Launched(WEB, 1, new ProcessIdentity(ProcessHandle.current().pid(), 0)));
    events.publish(new ProcessEvent.Ready(WEB, 1));
    launch(WEB);
  }

  /** From here on it has an output. */
  private ProcessOutput.Handlers launch(ChildPath path) {
    StreamSpec stream = new StreamSpec(Optional.empty(), KEPT_LINES);
    return handlers.computeIfAbsent(
        path, key -> outputs.of(key, new OutputSpec(stream, stream)).open(1, () -> {}));
  }

  /** The child is none any more. */
  void remove(ChildPath path) {
    handlers.remove(path);
    outputs.forget(path);
    events.publish(new ProcessEvent.Undeclared(path));
  }

  private static TreeDeclaration declaration() {
    Path folder = Path.of("/shop");
    return new TreeDeclaration(
        "shop",
        folder.resolve("application.conf"),
        new Directories(folder, folder, folder),
        new SupervisorSpec(
            Strategy.ONE_FOR_ONE, new RestartLimit(3, Duration.ofSeconds(5)), List.of()),
        MonitorSettings.from(ConfigFactory.load()),
        ConfigFactory.empty());
  }

  ControlPlane plane() {
    return new ControlPlane(
        "shop",
        Path.of("/shop/application.conf"),
        new EngineCapabilities("fake", true, true, true, false),
        view,
        outputs,
        usage,
        this,
        new Reloader(declaration(), () -> file, Runnable::run, new Reloader.Live(view, this)),
        new CachedInspection(
            ProcessInspectors.inspector(),
            new InspectionSettings(Duration.ZERO, List.of(Pattern.compile("TOKEN"))),
            System::nanoTime),
        () ->
            new GraphBuilder()
                .running(view.all())
                .linked(WEB, new ChildPath("workers/mailer"))
                .monitored("somebody", WEB, 2)
                .build(),
        new Facts(events, history),
        scraping,
        parts);
  }

  /** Has {@code web} write a line. */
  void write(OutputStreamKind stream, String line) {
    write(WEB, stream, line);
  }

  void write(ChildPath path, OutputStreamKind stream, String line) {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    ProcessOutput.Handlers output = launch(path);
    (stream == OutputStreamKind.STDOUT ? output.stdout() : output.stderr()).onBytes(bytes);
  }

  private void supervisor(ChildPath path) {
    events.publish(
        new ProcessEvent.SupervisorDeclared(
            path, "one-for-one", "permanent", 3, Duration.ofSeconds(5)));
  }

  private void process(String path) {
    events.publish(
        new ProcessEvent.ProcessDeclared(
            new ChildPath(path), false, "permanent", List.of("sleep", "1")));
  }

  private CompletionStage<OperationResult> answer(String what) {
    asked.add(what);
    return CompletableFuture.completedFuture(result);
  }

  @Override
  public CompletionStage<OperationResult> start(ChildPath path) {
    return answer("start " + path);
  }

  @Override
  public CompletionStage<OperationResult> stop(ChildPath path, Optional<Duration> grace) {
    return answer("stop " + path + grace.map(g -> " within " + g).orElse(""));
  }

  @Override
  public CompletionStage<OperationResult> restart(ChildPath path, Optional<Duration> grace) {
    return answer("restart " + path + grace.map(g -> " within " + g).orElse(""));
  }

  @Override
  public CompletionStage<OperationResult> kill(ChildPath path, Signal signal) {
    return answer("kill " + path + " " + signal);
  }

  @Override
  public CompletionStage<OperationResult> reload(ChildPath path) {
    return answer("reload " + path);
  }

  @Override
  public CompletionStage<OperationResult> signal(ChildPath path, Signal signal) {
    return answer("signal " + path + " " + signal);
  }

  @Override
  public void join(ChildPath path, String group) {
    asked.add(path + " joins " + group);
  }

  @Override
  public void leave(ChildPath path, String group) {
    asked.add(path + " leaves " + group);
  }

  @Override
  public LinkResult link(ChildPath one, ChildPath other) {
    asked.add("link " + one + " " + other);
    return linked;
  }

  @Override
  public LinkResult unlink(ChildPath one, ChildPath other) {
    asked.add("unlink " + one + " " + other);
    return linked;
  }

  @Override
  public CompletionStage<OperationResult> add(
      ChildPath supervisor, ChildSpec child, boolean start) {
    return answer("add " + supervisor.child(child.id()));
  }

  @Override
  public CompletionStage<OperationResult> startAnother(
      ChildPath supervisor, Optional<String> id, List<String> arguments) {
    return answer(
        "start another of " + supervisor + id.map(i -> " as " + i).orElse("") + arguments);
  }

  @Override
  public CompletionStage<OperationResult> delete(ChildPath child) {
    return answer("delete " + child);
  }

  @Override
  public CompletionStage<OperationResult> reconfigure(ChildPath supervisor, SupervisorSpec spec) {
    return answer("reconfigure " + supervisor);
  }

  @Override
  public Optional<SupervisorSpec> spec(ChildPath supervisor) {
    return supervisor.equals(WORKERS) ? Optional.of(POOL) : Optional.empty();
  }

  @Override
  public CompletionStage<Optional<ChildCounts>> count(ChildPath supervisor) {
    return CompletableFuture.completedFuture(Optional.of(new ChildCounts(1, 2, 0, 3)));
  }

  @Override
  public CompletionStage<TreeEnd> shutdown(boolean brutal) {
    asked.add(brutal ? "shutdown brutally" : "shutdown");
    return end;
  }

  @Override
  public CompletionStage<TreeEnd> whenEnded() {
    return end;
  }
}
