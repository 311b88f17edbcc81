package io.banyan.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.fixture.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The thread that has taken an exit goes on with the actors that wait for it. */
class ExitThreadIT {

  // Long enough for its actor to have nothing to do when it ends.
  private static final List<String> SHORT = List.of("/bin/sleep", "0.1");
  private static final int MOST_TRIES = 100;
  private static final long LIMIT_SECONDS = Duration.ofSeconds(60).toSeconds();

  private final Config config =
      ConfigFactory.parseString("banyan.engine.kind = linux").withFallback(ConfigFactory.load());
  private final ActorTestKit testKit = ActorTestKit.create(config);
  private final ProcessRuntime runtime = ProcessRuntime.start(config, Fixtures.ENVIRONMENT);

  @AfterEach
  void stop() {
    runtime.close();
    testKit.shutdownTestKit();
  }

  /** Mostly: an actor that is just doing something else hears of it in the thread of that. */
  @Test
  void an_owner_hears_of_the_end_in_the_thread_that_has_taken_it() throws Exception {
    String heardIn = "";
    for (int i = 0; i < MOST_TRIES && !heardIn.startsWith("banyan-engine-events-"); i++) {
      CompletableFuture<String> thread = new CompletableFuture<>();
      start("one-" + i, SHORT, end -> thread.complete(Thread.currentThread().getName()));
      heardIn = get(thread);
    }

    assertThat(heardIn).startsWith("banyan-engine-events-");
  }

  @Test
  void exits_are_told_while_an_actor_keeps_that_thread() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    CompletableFuture<Outcome> other = new CompletableFuture<>();
    start(
        "holds",
        SHORT,
        end -> {
          held.countDown();
          await(free);
        });
    assertThat(await(held)).isTrue();

    for (int i = 0; i < 20; i++) {
      CompletableFuture<Outcome> next = new CompletableFuture<>();
      start("next-" + i, List.of("/bin/false"), end -> next.complete(end.outcome()));
      assertThat(get(next)).isEqualTo(Outcome.FAILED);
    }

    free.countDown();
    start("after", List.of("/bin/true"), end -> other.complete(end.outcome()));
    assertThat(get(other)).isEqualTo(Outcome.EXITED);
  }

  /** It waits for the engine, and another thread does what it waits for. */
  @Test
  void an_owner_may_close_the_runtime_in_that_thread() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    CompletableFuture<Outcome> idle = new CompletableFuture<>();
    start("idle", List.of("/bin/sleep", "1000"), end -> idle.complete(end.outcome()));

    start(
        "one",
        SHORT,
        end -> {
          runtime.close();
          closed.countDown();
        });

    assertThat(await(closed)).isTrue();
    assertThat(get(idle)).isEqualTo(Outcome.FAILED);
  }

  private void start(String id, List<String> command, Consumer<ProcessNotice.Ended> onEnd) {
    ProcessSpec spec = ProcessSpec.of(command);
    ActorRef<ManagedProcess.Command> actor =
        testKit.spawn(
            ManagedProcess.create(
                new Incarnation(new ChildPath(id), 1),
                spec,
                runtime.ports(),
                notice -> {
                  if (notice instanceof ProcessNotice.Ended end) {
                    onEnd.accept(end);
                  }
                }),
            id,
            DispatcherSelector.fromConfig("banyan.launch-dispatcher"));
    assertThat(actor.path().name()).isEqualTo(id);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
