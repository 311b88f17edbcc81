package io.banyan.pool.queue.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.pool.queue.Delivery;
import io.banyan.pool.queue.TaskQueue;
import io.banyan.pool.queue.machine.Outcome;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliverySourceTest {

  private final ActorTestKit testKit = ActorTestKit.create();

  @AfterAll
  void end() {
    testKit.shutdownTestKit();
  }

  @Test
  void a_stream_takes_as_many_as_it_asks_for_and_ends_with_the_queue() throws Exception {
    TaskQueue<Integer> queue = TaskQueue.create("numbers");
    for (int i = 0; i < 100; i++) {
      queue.push(i);
    }
    queue.close();
    List<Integer> done =
        DeliverySource.of(queue)
            .map(
                delivery -> {
                  assertThat(queue.counts().inFlight()).isLessThanOrEqualTo(1);
                  return delivery;
                })
            .mapAsync(1, delivery -> settled(delivery).thenApply(acknowledged -> delivery.value()))
            .runWith(Sink.seq(), testKit.system())
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
    assertThat(done).hasSize(100).isSorted();
    assertThat(queue.counts().acked()).isEqualTo(100);
  }

  private static CompletionStage<Boolean> settled(Delivery<Integer> delivery) {
    return delivery.settle(new Outcome.Done());
  }

  @Test
  void a_stream_that_has_ended_leaves_everything_to_the_others() throws Exception {
    TaskQueue<String> queue = TaskQueue.create("texts");
    Pair<UniqueKillSwitch, CompletionStage<Done>> stream =
        DeliverySource.of(queue)
            .viaMat(KillSwitches.single(), Keep.right())
            .toMat(Sink.ignore(), Keep.both())
            .run(testKit.system());
    stream.first().shutdown();
    stream.second().toCompletableFuture().get(60, TimeUnit.SECONDS);
    queue.push("a");
    Delivery<String> delivery = queue.take().orElseThrow();
    assertThat(delivery.attempt()).isEqualTo(1);
    assertThat(delivery.ack()).isTrue();
  }
}
