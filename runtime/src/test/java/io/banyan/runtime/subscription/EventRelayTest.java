package io.banyan.runtime.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventFilter;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.EventNotice;
import io.banyan.runtime.event.ProcessEvent;
import java.time.Clock;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventRelayTest {

  private static final ChildPath WEB = new ChildPath("web");

  private final ActorTestKit testKit = ActorTestKit.create();
  private final EventHub hub = new EventHub(Clock.systemUTC());

  @AfterAll
  void end() {
    testKit.shutdownTestKit();
  }

  @Test
  void an_actor_is_told_as_much_as_it_asks_for_and_what_it_missed_meanwhile() {
    TestProbe<EventRelay.Events> actor = testKit.createTestProbe();
    testKit.spawn(
        EventRelay.create(hub, EventFilter.all().ofTypes(Set.of("ready")), 2, actor.getRef()));
    EventRelay.Events hello = actor.receiveMessage();
    assertThat(hello.notices()).isEmpty();
    long before = hub.lastSequence();
    for (int i = 1; i <= 4; i++) {
      hub.publish(new ProcessEvent.Ready(WEB, i));
      hub.publish(new ProcessEvent.Healthy(WEB, i));
    }
    actor.expectNoMessage();

    hello.done();
    EventRelay.Events some = actor.receiveMessage();
    assertThat(some.notices()).first().isEqualTo(new EventNotice.Missed(2, before + 1, before + 3));
    assertThat(some.notices()).hasSize(3);

    some.done();
    actor.expectNoMessage();
    hub.publish(new ProcessEvent.Ready(WEB, 5));
    assertThat(actor.receiveMessage().notices()).hasSize(1);
  }

  @Test
  void it_hears_no_more_when_it_has_ended() {
    TestProbe<EventRelay.Events> actor = testKit.createTestProbe();
    ActorRef<EventRelay.Command> relay =
        testKit.spawn(EventRelay.create(hub, EventFilter.all(), 10, actor.getRef()));
    actor.receiveMessage().done();
    hub.publish(new ProcessEvent.Ready(WEB, 1));
    actor.receiveMessage().done();
    testKit.stop(relay);
    hub.publish(new ProcessEvent.Ready(WEB, 2));
    actor.expectNoMessage();
  }
}
