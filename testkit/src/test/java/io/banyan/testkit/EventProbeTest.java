package io.banyan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.ProcessEvent.Ready;
import io.banyan.runtime.event.ProcessEvent.Starting;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The probe of a tree that runs in real time. */
class EventProbeTest {

  private static final ChildPath A = new ChildPath("a");

  private final EventHub hub = new EventHub(Clock.systemUTC());
  private final EventProbe events = EventProbe.of(hub, Duration.ofSeconds(20));

  @Test
  void waits_for_what_is_still_to_come() {
    CompletableFuture<Ready> ready =
        CompletableFuture.supplyAsync(() -> events.expectEvent(Ready.class, "a"));
    hub.publish(new Starting(A, 1));
    hub.publish(new Ready(A, 1));

    assertThat(ready.join().incarnation()).isEqualTo(1);
  }

  @Test
  void goes_on_after_what_was_expected() {
    hub.publish(new Ready(A, 1));
    hub.publish(new Starting(A, 2));
    hub.publish(new Ready(A, 2));

    assertThat(events.expectEvent(Ready.class, "a").incarnation()).isEqualTo(1);
    assertThat(events.expectEvent(Ready.class, "a").incarnation()).isEqualTo(2);
    events.expectNoEvent();
    assertThat(events.eventsOf("a")).hasSize(3);
  }

  @Test
  void loses_its_patience() {
    EventProbe impatient = EventProbe.of(hub, Duration.ofMillis(10));
    hub.publish(new Starting(A, 1));

    assertThatThrownBy(() -> impatient.expectEvent(Ready.class, "a"))
        .hasMessageStartingWith("expected Ready of a; what came instead:\n  #1 ");
  }
}
