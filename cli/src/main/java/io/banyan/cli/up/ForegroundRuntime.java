package io.banyan.cli.up;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.Console;
import io.banyan.cli.console.ExitCode;
import io.banyan.control.document.Version;
import io.banyan.control.endpoint.ControlFile;
import io.banyan.control.endpoint.InstanceLock;
import io.banyan.control.http.ControlPlane;
import io.banyan.control.http.ControlServer;
import io.banyan.control.http.ControlSettings;
import io.banyan.control.http.Facts;
import io.banyan.control.http.Scraping;
import io.banyan.control.metrics.MetricsSettings;
import io.banyan.control.work.PoolApi;
import io.banyan.control.work.QueueApi;
import io.banyan.pool.queue.QueueException;
import io.banyan.runtime.adoption.AdoptionPlace;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.guardian.GuardianSettings;
import io.banyan.runtime.inspect.CachedInspection;
import io.banyan.runtime.inspect.InspectionSettings;
import io.banyan.runtime.inspect.ProcessInspectors;
import io.banyan.runtime.output.FileTrouble;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.TreeDeclaration;
import io.banyan.supervision.reload.Reloader;
import io.banyan.supervision.tree.TreeEnd;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tree, from its start to its end, in this JVM: takes the lock, starts the tree and its control
 * server, tells what happens, ends it when asked to, and leaves nothing behind.
 */
public final class ForegroundRuntime {

  private static final Logger LOG = LoggerFactory.getLogger(ForegroundRuntime.class);
  private static final Duration CONTROL_FILE_LOOK = Duration.ofSeconds(2);
  private static final Duration SERVER_END_LIMIT = Duration.ofSeconds(5);

  private final Console console;
  private final TreeDeclaration declaration;
  private final Supplier<LoadResult> file;

  /**
   * @param declaration what is run
   * @param file reads it anew
   */
  public ForegroundRuntime(
      Console console, TreeDeclaration declaration, Supplier<LoadResult> file) {
    this.console = console;
    this.declaration = declaration;
    this.file = file;
  }

  /** Runs it and waits for its end; the answer is one of {@link ExitCode}. */
  public int run() throws IOException {
    if (console.debug()) {
      // Read by logback.xml when the first logger is made.
      System.setProperty("BANYAN_LOG_LEVEL", "DEBUG");
    }
    Path directory = declaration.directories().runtime();
    InstanceLock.Attempt attempt = InstanceLock.tryAcquire(directory);
    if (attempt instanceof InstanceLock.Attempt.Held held) {
      throw alreadyRunning(held.holder());
    }
    try (InstanceLock lock = ((InstanceLock.Attempt.Acquired) attempt).lock()) {
      return runLocked(directory);
    }
  }

  private int runLocked(Path directory) throws IOException {
    LastRuntime last = new LastRuntime(directory);
    last.awaitEnd(GuardianSettings.from(declaration.resolved()).grace(), console);
    int exitCode = runTree(directory, last);
    last.forget();
    return exitCode;
  }

  private int runTree(Path directory, LastRuntime last) throws IOException {
    ProgressLines lines = new ProgressLines(declaration.name(), ZoneId.systemDefault());
    AdoptionPlace place = place(last);
    try (ProgressPrinter printer = new ProgressPrinter(console.err(), lines);
        RunningTree tree = declareTree(place, printer)) {
      last.remember(tree.processes().cookie());
      Reloader reloader = reloader(tree);
      RuntimeSignals.handle(
          times -> tree.operations().shutdown(times > 1),
          () -> reloader.reload(false).thenAccept(result -> ReloadTold.tell(console, result)));
      ControlPlane plane =
          new ControlPlane(
              declaration.name(),
              declaration.file(),
              tree.processes().ports().engine().capabilities(),
              tree.processes().view(),
              tree.processes().ports().outputs(),
              tree.monitor().usage(),
              tree.operations(),
              reloader,
              inspection(),
              new TreeSchedules(tree.system(), tree.operations()),
              () -> tree.operations().graph(tree.processes().view().all()),
              new Facts(tree.processes().events(), tree.journal().history()),
              scraping(tree),
              List.of(new PoolApi(tree.pools()), new QueueApi(tree.queues())));
      return serve(tree, plane, directory);
    }
  }

  private CachedInspection inspection() {
    return new CachedInspection(
        ProcessInspectors.inspector(),
        InspectionSettings.from(declaration.resolved()),
        System::nanoTime);
  }

  private Reloader reloader(RunningTree tree) {
    return new Reloader(
        declaration,
        file,
        tree.system().dispatchers().lookup(DispatcherSelector.blocking()),
        new Reloader.Live(tree.processes().view(), tree.operations()));
  }

  private Optional<Scraping> scraping(RunningTree tree) {
    if (tree.metrics().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Scraping.of(tree.metrics().get(), MetricsSettings.of(declaration)));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "banyan.metrics.token-file: " + FileTrouble.words(e));
    }
  }

  /** Named after the tree, because several may share a state directory. */
  private AdoptionPlace place(LastRuntime last) throws IOException {
    return new AdoptionPlace(
        declaration.directories().state().resolve("survivors").resolve(declaration.name()),
        last.cookie());
  }

  private RunningTree declareTree(AdoptionPlace place, ProgressPrinter printer) {
    try {
      return RunningTree.declare(declaration, console.env(), place, printer);
    } catch (QueueException e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private int serve(RunningTree tree, ControlPlane plane, Path directory) throws IOException {
    String token = ControlFile.newToken();
    ControlServer server;
    try {
      ControlSettings settings = ControlSettings.from(declaration.resolved());
      server = Waiting.forEver(ControlServer.start(tree.system(), settings, plane, token));
    } catch (CompletionException e) {
      Waiting.forEver(tree.operations().shutdown(false));
      throw new CommandFailure(
          ExitCode.FAILED, "the control server cannot listen: " + rootCause(e).getMessage());
    }
    ControlFile file =
        ControlFile.ofThisProcess(
            server.url(), token, plane.name(), plane.file(), Version.current());
    try {
      file.write(directory);
      server.metricsUrl().ifPresent(url -> tellOfMetrics(url, plane));
      // Only now: from its first child on the tree can be seen and steered.
      tree.operations().begin();
      return told(awaitEnd(tree, file, directory));
    } catch (IOException e) {
      Waiting.forEver(tree.operations().shutdown(false));
      throw e;
    } finally {
      file.remove(directory);
      Waiting.atMost(SERVER_END_LIMIT, server.stop());
    }
  }

  private void tellOfMetrics(URI url, ControlPlane plane) {
    boolean open = plane.scraping().filter(Scraping::open).isPresent();
    console.complain(
        "metrics at " + url + "/metrics" + (open ? ", for everybody who can reach that" : ""));
  }

  /** Meanwhile puts the control file back where somebody, or something, has cleaned it away. */
  private static TreeEnd awaitEnd(RunningTree tree, ControlFile file, Path directory) {
    while (true) {
      Optional<TreeEnd> end = Waiting.atMost(CONTROL_FILE_LOOK, tree.operations().whenEnded());
      if (end.isPresent()) {
        return end.get();
      }
      try {
        if (ControlFile.read(directory).filter(file::equals).isEmpty()) {
          file.write(directory);
        }
      } catch (IOException e) {
        LOG.debug("The control file cannot be put back", e);
      }
    }
  }

  private int told(TreeEnd end) {
    if (end instanceof TreeEnd.GaveUp gaveUp) {
      console.complain(declaration.name() + " gave up: " + gaveUp.reason());
      return ExitCode.FAILED;
    }
    return ExitCode.DONE;
  }

  private CommandFailure alreadyRunning(Optional<ProcessIdentity> holder) {
    return new CommandFailure(
        ExitCode.FAILED,
        String.format(
            "%s is already running%s; 'banyan down --runtime %s' ends it",
            declaration.name(),
            holder.map(process -> " (pid " + process.pid() + ")").orElse(""),
            declaration.name()));
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
