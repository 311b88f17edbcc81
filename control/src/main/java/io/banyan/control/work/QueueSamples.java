package io.banyan.control.work;

import io.banyan.control.metrics.Family;
import io.banyan.control.metrics.Samples;
import io.banyan.pool.queue.declared.DeclaredQueue;
import io.banyan.pool.queue.declared.DeclaredQueues;
import io.banyan.pool.queue.machine.QueueCounts;
import java.util.List;
import java.util.function.Consumer;

/** The metrics of the queues of a runtime, looked at when they are wanted. */
public record QueueSamples(DeclaredQueues queues) implements Consumer<Samples> {

  @Override
  public void accept(Samples out) {
    queues.all().forEach(queue -> tell(out, queue));
  }

  private static void tell(Samples out, DeclaredQueue declared) {
    String name = declared.queue().name();
    QueueCounts counts = declared.queue().counts();
    out.add(Family.QUEUE_TASKS, counts.waiting(), List.of(name, "waiting"));
    out.add(Family.QUEUE_TASKS, counts.delayed(), List.of(name, "delayed"));
    out.add(Family.QUEUE_TASKS, counts.inFlight(), List.of(name, "in-flight"));
    out.add(Family.QUEUE_TASKS, counts.dead(), List.of(name, "dead"));
    List<String> label = List.of(name);
    out.add(Family.QUEUE_PUSHED, counts.pushed(), label);
    out.add(Family.QUEUE_ACKED, counts.acked(), label);
    out.add(Family.QUEUE_FAILED, counts.failed(), label);
    out.add(Family.QUEUE_DIED, counts.died(), label);
    out.add(Family.QUEUE_TROUBLE, declared.queue().trouble().isPresent() ? 1 : 0, label);
  }
}
