package io.banyan.pool.queue.stream;

import io.banyan.pool.queue.Delivery;
import io.banyan.pool.queue.TaskQueue;
import io.banyan.pool.queue.machine.Outcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.jspecify.annotations.Nullable;

/**
 * A stream of deliveries: one is taken for each that is asked for, and settled by whoever gets it.
 * Ends with the queue. What arrives for a stream that has ended goes back to its place.
 */
public final class DeliverySource<T> extends GraphStage<SourceShape<Delivery<T>>> {

  private final TaskQueue<T> queue;
  private final Outlet<Delivery<T>> out = Outlet.create("deliveries");
  private final SourceShape<Delivery<T>> shape = SourceShape.of(out);

  private DeliverySource(TaskQueue<T> queue) {
    this.queue = queue;
  }

  /** Can be run any number of times, also at once: each stream is a consumer. */
  public static <T> Source<Delivery<T>, NotUsed> of(TaskQueue<T> queue) {
    return Source.fromGraph(new DeliverySource<>(queue));
  }

  @Override
  public SourceShape<Delivery<T>> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {

    private @Nullable CompletableFuture<Optional<Delivery<T>>> taking;

    Logic() {
      super(shape);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              take();
            }
          });
    }

    private void take() {
      AsyncCallback<Optional<Delivery<T>>> arrived = createAsyncCallback(this::arrived);
      CompletableFuture<Optional<Delivery<T>>> take = queue.takeAsync();
      taking = take;
      take.thenAccept(arrived::invoke);
    }

    private void arrived(Optional<Delivery<T>> delivery) {
      taking = null;
      if (delivery.isPresent()) {
        push(out, delivery.get());
      } else {
        completeStage();
      }
    }

    @Override
    public void postStop() {
      CompletableFuture<Optional<Delivery<T>>> take = taking;
      if (take != null && !take.cancel(false)) {
        take.join().ifPresent(unwanted -> unwanted.settle(new Outcome.GivenBack()));
      }
    }
  }
}
