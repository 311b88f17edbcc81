package io.banyan.bench.jmh;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.lifecycle.TreeView;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Facts a hub can publish per second, to nobody and to the view that every runtime has. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Facts {

  private static final ChildPath CHILD = new ChildPath("bench");

  private final EventHub alone = new EventHub(Clock.systemUTC());
  private final EventHub viewed = new EventHub(Clock.systemUTC());
  private final ProcessEvent starting = new ProcessEvent.Starting(CHILD, 1);

  /** A view that knows the child. */
  @Setup
  public void view() {
    viewed.subscribe(new TreeView());
    viewed.publish(new ProcessEvent.ProcessDeclared(CHILD, false, "permanent", List.of("true")));
  }

  @Benchmark
  public void publish() {
    alone.publish(starting);
  }

  @Benchmark
  public void publishToView() {
    viewed.publish(starting);
  }
}
