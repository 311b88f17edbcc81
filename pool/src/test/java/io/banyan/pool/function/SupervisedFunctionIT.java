package io.banyan.pool.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.inspect.ProcessIdentities;
import io.banyan.runtime.process.ProcessRuntime;
import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.tree.SupervisionTree;
import io.banyan.supervision.tree.TreePorts;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class SupervisedFunctionIT {

  private final ActorTestKit testKit = ActorTestKit.create();
  private final ProcessRuntime runtime =
      ProcessRuntime.start(ConfigFactory.load(), System.getenv());
  private final FunctionProcesses functions = FunctionProcesses.of(testKit.system(), runtime);

  @AfterEach
  void end() {
    functions.close();
    runtime.close();
    testKit.shutdownTestKit();
  }

  @Test
  void a_child_that_throws_is_restarted_and_told_with_the_message(@TempDir Path folder)
      throws Exception {
    List<String> reasons = Collections.synchronizedList(new ArrayList<>());
    runtime
        .events()
        .subscribe(
            recorded -> {
              if (recorded.event() instanceof ProcessEvent.Ended ended) {
                ended.reason().ifPresent(reason -> reasons.add(reason.words()));
              }
            });
    ChildSpec child =
        functions
            .child("game_loop", FunctionCall.run(Work::failOnce, folder.toString()))
            .withRestart(RestartPolicy.of(RestartType.TRANSIENT));

    SupervisionTree tree = tree(child);
    Await.until("the second incarnation runs", () -> pid(folder).isPresent());
    long pid = pid(folder).orElseThrow();
    tree.shutdown(false).toCompletableFuture().get(60, TimeUnit.SECONDS);

    assertThat(reasons).contains("Panic: java.lang.IllegalStateException: the first time");
    assertThat(ProcessIdentities.of(pid)).isEmpty();
  }

  @Test
  void a_worker_takes_many_calls_and_what_is_spawned_below_a_supervisor_is_a_child()
      throws Exception {
    BlockingQueue<FunctionWorker> workers = new LinkedBlockingQueue<>();
    FunctionSeat seat = functions.seat("worker-1", workers::add);
    SupervisionTree tree = tree(ChildSpec.of(seat.id(), ProcessChild.daemon(seat.process())));
    FunctionWorker worker = workers.poll(60, TimeUnit.SECONDS);
    assertThat(worker).isNotNull();

    assertThat(value(worker, FunctionCall.of(Work::count))).isEqualTo(100);
    assertThat(value(worker, FunctionCall.of(Work::count))).isEqualTo(200);
    assertThat(call(worker, FunctionCall.of(Work::raise, "no")))
        .isInstanceOf(FunctionResult.Threw.class);
    worker.quit();
    FunctionWorker next = workers.poll(60, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    assertThat(value(next, FunctionCall.of(Work::count))).isEqualTo(100);

    FunctionProcess<Integer> spawned =
        functions.under(tree, ChildPath.ROOT).spawn(Work::worker, "Worker", 2);
    assertThat(spawned.await()).isEqualTo(2);
    spawned.whenGone().toCompletableFuture().get(60, TimeUnit.SECONDS);
    Await.until("it is no child any more", () -> runtime.view().get(spawned.path()).isEmpty());
    tree.shutdown(false).toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void when_the_runtime_is_killed_its_functions_end() throws Exception {
    Process host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FunctionHostProgram.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long pid;
    try (BufferedReader printed = host.inputReader()) {
      pid =
          printed
              .lines()
              .filter(line -> line.startsWith("pid "))
              .mapToLong(line -> Long.parseLong(line.substring("pid ".length())))
              .findFirst()
              .orElseThrow();
    } finally {
      host.destroyForcibly().waitFor();
    }

    Await.until("the function process is gone", () -> ProcessIdentities.of(pid).isEmpty());
  }

  private SupervisionTree tree(ChildSpec child) {
    return SupervisionTree.start(
        testKit.system(),
        "functions",
        new SupervisorSpec(
            Strategy.ONE_FOR_ONE, new RestartLimit(3, Duration.ofSeconds(5)), List.of(child)),
        new TreePorts(runtime.ports(), System::nanoTime));
  }

  private static <R> CallResult<R> call(FunctionWorker worker, FunctionCall<R> call)
      throws Exception {
    return worker.call(call).toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static <R> R value(FunctionWorker worker, FunctionCall<R> call) throws Exception {
    CallResult<R> result = call(worker, call);
    assertThat(result).isInstanceOf(FunctionResult.Returned.class);
    return ((FunctionResult.Returned<R>) result).value();
  }

  private static Optional<Long> pid(Path folder) {
    String[] names = folder.toFile().list((some, name) -> name.startsWith("pid-"));
    return names == null || names.length == 0
        ? Optional.empty()
        : Optional.of(Long.parseLong(names[0].substring("pid-".length())));
  }
}
