package io.banyan.pool.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.banyan.pool.function.call.Call0;
import io.banyan.pool.function.call.RemoteError;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.inspect.ProcessIdentities;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.process.Environment;
import io.banyan.runtime.process.ProcessRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class FunctionProcessesIT {

  private final ActorTestKit testKit = ActorTestKit.create();
  private final ProcessRuntime runtime =
      ProcessRuntime.start(ConfigFactory.load(), System.getenv());
  private final FunctionProcesses functions = FunctionProcesses.of(testKit.system(), runtime);

  @AfterAll
  void end() {
    functions.close();
    runtime.close();
    testKit.shutdownTestKit();
  }

  @Test
  void a_function_with_arguments_returns_its_value_and_prints_into_its_log(@TempDir Path folder)
      throws Exception {
    Path log = folder.resolve("worker.log");
    StreamSpec stream = new StreamSpec(Optional.of(log), 10);

    FunctionProcess<Integer> process =
        functions
            .with(FunctionOptions.DEFAULT.withOutput(new OutputSpec(stream, stream)))
            .spawn(Work::worker, "Worker-1", 3);

    assertThat(process.await()).isEqualTo(3);
    gone(process);
    assertThat(log).hasContent("Worker-1: 0\nWorker-1: 1\nWorker-1: 2\n");
    assertThat(process.info().state()).isEqualTo(FunctionInfo.State.ENDED);
    assertThat(process.info().function()).isEqualTo("Work.worker");
  }

  @Test
  void it_has_a_state_of_its_own_and_a_lambda_takes_along_what_it_captures() throws Exception {
    int step = 7;

    FunctionProcess<Integer> process = functions.spawn(() -> Work.count() + step);

    assertThat(process.await()).isEqualTo(107);
    assertThat(Work.counter).isZero();
  }

  @Test
  void classes_that_are_declared_or_were_in_the_call_come_back_and_no_others() throws Exception {
    FunctionProcess<Work.Report> declared =
        functions.spawn(Work::report, new Work.Item(1), "result");
    FunctionProcess<Object> undeclared = functions.spawn(Work::undeclared);

    assertThat(declared.await())
        .isEqualTo(new Work.Report("result", List.of(new Work.Item(1), new Work.Item(2))));
    assertThat(undeclared.tryAwait())
        .isInstanceOfSatisfying(
            FunctionResult.NotTransferred.class,
            refused -> assertThat(refused.message()).contains("refused"));
    assertThat(
            functions
                .with(FunctionOptions.DEFAULT.accepting(Work.Foreign.class))
                .spawn(Work::undeclared)
                .await())
        .isEqualTo(new Work.Foreign("not expected"));
  }

  @Test
  void an_error_is_raised_with_its_remote_stack_though_its_class_cannot_be_serialized()
      throws Exception {
    FunctionProcess<Integer> process = functions.spawn(Work::raise, "Something went wrong");

    assertThat(process.tryAwait()).isInstanceOf(FunctionResult.Threw.class);
    assertThatThrownBy(process::await)
        .isInstanceOf(FunctionException.class)
        .cause()
        .isInstanceOfSatisfying(
            RemoteError.class,
            error -> {
              assertThat(error.type()).isEqualTo(Work.Stubborn.class.getName());
              assertThat(error.words()).isEqualTo("Something went wrong");
              assertThat(error.getStackTrace()[0].getMethodName()).isEqualTo("raise");
              assertThat(error.getCause()).hasMessage("java.io.IOException: the disk");
              assertThat(error.getSuppressed()[0]).hasMessageContaining("while closing");
            });
  }

  @Test
  void exit_crash_and_a_full_heap_are_told_apart() throws Exception {
    FunctionProcess<Integer> exits = functions.spawn(Work::exit, 3);
    FunctionProcess<Integer> fills =
        functions
            .with(FunctionOptions.DEFAULT.withMemoryLimit(128L * 1024 * 1024))
            .spawn(Work::fillHeap);

    assertThat(exits.tryAwait()).isEqualTo(new FunctionResult.Exited<Integer>(3));
    assertThat(fills.tryAwait())
        .isInstanceOfSatisfying(
            FunctionResult.OutOfMemory.class,
            full -> assertThat(full.message()).contains("Java heap space"));
  }

  @Test
  void one_that_is_killed_from_outside_has_crashed(@TempDir Path folder) throws Exception {
    FunctionProcess<Void> process = functions.run(Work::tellPid, folder.toString());
    long pid = pid(folder);

    assertThat(process.info().state()).isEqualTo(FunctionInfo.State.RUNNING);
    assertThat(process.info().pid()).hasValue(pid);
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();

    assertThat(process.tryAwait())
        .isInstanceOfSatisfying(
            FunctionResult.Crashed.class,
            crashed -> assertThat(crashed.signal().name()).isEqualTo("KILL"));
    gone(process);
    assertThat(ProcessIdentities.of(pid)).isEmpty();
  }

  @Test
  void it_is_ended_at_its_time_limit() throws Exception {
    Duration limit = Duration.ofMillis(300);

    FunctionProcess<Void> process =
        functions.with(FunctionOptions.DEFAULT.withTimeout(limit)).run(Work::forever);

    assertThat(process.tryAwait()).isEqualTo(new FunctionResult.TimedOut<Void>(limit));
  }

  @Test
  void more_memory_than_the_whole_process_may_have_ends_it() throws Exception {
    FunctionProcess<Void> process =
        functions
            .with(
                FunctionOptions.DEFAULT
                    .withMemoryLimit(96L * 1024 * 1024)
                    .withJvmOptions(List.of("-XX:MaxDirectMemorySize=1g")))
            .run(Work::fillProcess);

    assertThat(process.tryAwait())
        .isInstanceOfSatisfying(
            FunctionResult.OutOfMemory.class,
            full -> assertThat(full.message()).contains("memory"));
  }

  @Test
  void a_shutdown_runs_its_hook_and_a_kill_does_not(@TempDir Path one, @TempDir Path other)
      throws Exception {
    FunctionProcess<Void> asked = functions.run(Work::untilAsked, one.toString());
    FunctionProcess<Void> killed = functions.run(Work::untilAsked, other.toString());
    Await.until("both are ready", () -> exists(one, "ready") && exists(other, "ready"));

    asked.shutdown(Duration.ofSeconds(30)).toCompletableFuture().get(60, TimeUnit.SECONDS);
    killed.kill().toCompletableFuture().get(60, TimeUnit.SECONDS);

    assertThat(asked.tryAwait()).isEqualTo(new FunctionResult.Cancelled<Void>());
    assertThat(killed.tryAwait()).isEqualTo(new FunctionResult.Cancelled<Void>());
    assertThat(exists(one, "saved")).isTrue();
    assertThat(exists(other, "saved")).isFalse();
  }

  @Test
  void what_cannot_go_over_is_told(@TempDir Path folder) throws Exception {
    Object nothing = new Object();
    assertThatThrownBy(() -> functions.spawn((Call0<String>) nothing::toString))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.io.NotSerializableException: java.lang.Object");
    assertThatThrownBy(() -> functions.spawn(String::length, "x".repeat(20 * 1024 * 1024)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max-argument-size");

    FunctionProcess<Object> object = functions.spawn(Work::unserializable);
    FunctionProcess<String> text = functions.spawn(Work::longText, 20 * 1024 * 1024);

    assertThat(object.tryAwait().description()).contains("NotSerializableException");
    assertThat(text.tryAwait().description()).contains("more than 16777216 bytes");
  }

  @Test
  void a_jvm_that_does_not_start_is_told_with_its_own_words() throws Exception {
    FunctionProcess<Long> process =
        functions
            .with(FunctionOptions.DEFAULT.withJvmOptions(List.of("-XX:+NoSuchOption")))
            .spawn(Work::pid);
    FunctionProcess<Long> nowhere =
        functions
            .with(FunctionOptions.DEFAULT.withDirectory(Path.of("/no/such/folder")))
            .spawn(Work::pid);

    assertThat(process.tryAwait()).isInstanceOf(FunctionResult.LaunchFailed.class);
    assertThat(nowhere.tryAwait().description()).contains("/no/such/folder");
  }

  @Test
  void it_runs_where_and_with_what_it_is_told(@TempDir Path folder) throws Exception {
    FunctionOptions options =
        FunctionOptions.DEFAULT
            .withName("greeter")
            .withDirectory(folder)
            .withEnvironment(Environment.INHERITED.with("GREETING", "hello"));

    FunctionProcess<String> process =
        functions
            .with(options)
            .spawn(() -> System.getenv("GREETING") + " from " + System.getProperty("user.dir"));

    assertThat(process.await()).isEqualTo("hello from " + folder.toRealPath());
    assertThat(process.path().id()).isEqualTo("greeter");
    gone(process);
  }

  @Test
  void a_spare_is_used_once_and_replaced() throws Exception {
    FunctionSettings settings = FunctionSettings.from(ConfigFactory.load()).withSpares(1);
    try (FunctionProcesses warm = FunctionProcesses.of(testKit.system(), runtime, settings)) {
      long first = warm.spawn(Work::pid).await();
      long second = warm.spawn(Work::pid).await();

      assertThat(first).isNotEqualTo(second);
    }
  }

  private static void gone(FunctionProcess<?> process) throws Exception {
    process.whenGone().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static long pid(Path folder) throws IOException {
    Await.until("it has told its pid", () -> first(folder).isPresent());
    return Long.parseLong(first(folder).orElseThrow().substring("pid-".length()));
  }

  private static Optional<String> first(Path folder) {
    String[] names = folder.toFile().list();
    return names == null || names.length == 0 ? Optional.empty() : Optional.of(names[0]);
  }

  private static boolean exists(Path folder, String name) {
    return Files.exists(folder.resolve(name));
  }
}
