package io.banyan.supervision.tree;

import com.typesafe.config.Config;
import io.banyan.runtime.adoption.AdoptionPlace;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import io.banyan.runtime.output.OutputLine;
import io.banyan.runtime.process.ProcessRuntime;
import io.banyan.supervision.config.DeclarationLoader;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.TreeDeclaration;
import io.banyan.supervision.reload.Reloader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A JVM that runs the tree of a file, to be killed by a test. It tells facts on standard output,
 * takes {@code stop ID}, {@code lines ID} and {@code down} from standard input, and goes down in
 * order when that ends.
 */
final class AdoptingHost {

  private final ProcessRuntime runtime;
  private final SupervisionTree tree;
  private final ActorSystem<Void> system;
  private final Reloader reloader;

  private AdoptingHost(TreeDeclaration declaration, Path file) {
    Config config = declaration.resolved();
    AdoptionPlace place =
        new AdoptionPlace(declaration.directories().state().resolve("survivors"), Optional.empty());
    runtime = ProcessRuntime.start(config, System.getenv(), place);
    runtime.events().subscribe(AdoptingHost::tell);
    system = ActorSystem.create(Behaviors.empty(), "host", config);
    tree =
        SupervisionTree.start(
            system, "host", declaration.tree(), new TreePorts(runtime.ports(), System::nanoTime));
    reloader =
        new Reloader(
            declaration, () -> load(file), Runnable::run, new Reloader.Live(runtime.view(), tree));
  }

  public static void main(String[] args) throws IOException {
    LoadResult loaded = load(Path.of(args[0]));
    if (!(loaded instanceof LoadResult.Loaded found)) {
      throw new IllegalArgumentException(loaded.toString());
    }
    new AdoptingHost(found.declaration(), Path.of(args[0])).serve();
  }

  private static LoadResult load(Path file) {
    return DeclarationLoader.load(file, System.getenv(), List.of());
  }

  private void serve() throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String order = orders.readLine();
    while (order != null && !order.equals("down")) {
      String[] words = order.split(" ", -1);
      if (words[0].equals("stop")) {
        tree.stop(new ChildPath(words[1]), Optional.empty())
            .thenAccept(result -> say("result " + result));
      } else if (words[0].equals("reload")) {
        reloader.reload(false).thenAccept(result -> say("reloaded " + result));
      } else {
        lines(words[1]).forEach(line -> say("line " + words[1] + " " + line.text()));
      }
      order = orders.readLine();
    }
    tree.shutdown(false).toCompletableFuture().join();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
    runtime.close();
    say("closed");
  }

  private List<OutputLine> lines(String id) {
    return runtime.ports().outputs().tail(new ChildPath(id)).stream()
        .flatMap(tail -> tail.last(Set.of(OutputStreamKind.STDOUT), 1000).stream())
        .toList();
  }

  private static void tell(RecordedEvent recorded) {
    ProcessEvent event = recorded.event();
    if (event instanceof ProcessEvent.Launched launched) {
      say("launched %s#%d %d", launched.path(), launched.incarnation(), launched.process().pid());
    } else if (event instanceof ProcessEvent.Adopted adopted) {
      say("adopted %s#%d %d", adopted.path(), adopted.incarnation(), adopted.process().pid());
    } else if (event instanceof ProcessEvent.Ended ended) {
      say(
          "ended %s#%d %s %s",
          ended.path(),
          ended.incarnation(),
          ended.outcome(),
          ended.reason().map(CrashReason::description).orElse(""));
    } else if (event instanceof ProcessEvent.Ready ready && ready.path().isRoot()) {
      say("ready");
    }
  }

  private static void say(String format, Object... values) {
    System.out.println(values.length == 0 ? format : String.format(format, values));
    System.out.flush();
  }
}
