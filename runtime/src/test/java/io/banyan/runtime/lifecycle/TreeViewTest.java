package io.banyan.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.ProcessEvent;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class TreeViewTest {

  private static final ChildPath ACTOR = new ChildPath("actor");

  private final EventHub hub = new EventHub(Clock.systemUTC());
  private final TreeView view = new TreeView();

  @Test
  void shows_an_actor_and_forgets_it_when_it_is_no_child_any_more() {
    hub.subscribe(view);

    hub.publish(new ProcessEvent.ActorDeclared(ACTOR, "permanent"));
    assertThat(view.get(ACTOR).orElseThrow().declaration().kind()).isEqualTo(ChildKind.ACTOR);
    assertThat(view.get(ACTOR).orElseThrow().isProcess()).isFalse();
    hub.publish(new ProcessEvent.Undeclared(ACTOR));

    assertThat(view.all()).isEmpty();
    assertThat(view.find("actor")).isEmpty();
  }
}
