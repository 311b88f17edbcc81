package io.banyan.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.ResourceUsage;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TreeViewTest {

  private static final ChildPath ACTOR = new ChildPath("actor");
  private static final ChildPath WEB = new ChildPath("web");
  private static final Instant LAUNCHED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

  private final EventHub hub = new EventHub(Clock.systemUTC());
  private final TreeView view = new TreeView();
  private long sequence;

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

  @Test
  void an_adopted_process_has_run_since_it_was_launched() {
    tell(new ProcessEvent.ProcessDeclared(WEB, false, "permanent", List.of("web")));
    tell(new ProcessEvent.Adopted(WEB, 4, new ProcessIdentity(7, 700), LAUNCHED));
    tell(new ProcessEvent.Ready(WEB, 4));

    ChildSnapshot web = view.get(WEB).orElseThrow();
    assertThat(web.state()).isEqualTo(LifecycleState.RUNNING);
    assertThat(web.startedAt()).contains(LAUNCHED);
    assertThat(web.life().process()).contains(new ProcessIdentity(7, 700));
    assertThat(web.life().incarnation()).isEqualTo(4);
    assertThat(web.life().adopted()).isTrue();
  }

  @Test
  void the_end_of_an_adopted_process_is_told_as_unknown_and_its_successor_is_not_adopted() {
    tell(new ProcessEvent.ProcessDeclared(WEB, false, "permanent", List.of("web")));
    tell(new ProcessEvent.Adopted(WEB, 4, new ProcessIdentity(7, 700), LAUNCHED));
    tell(new ProcessEvent.Ready(WEB, 4));
    tell(
        new ProcessEvent.Ended(
            WEB,
            4,
            Outcome.FAILED,
            Optional.of(new ProcessExit(new ExitStatus.Unknown(), ResourceUsage.UNKNOWN)),
            Optional.of(new CrashReason.ExitUnknown())));
    assertThat(view.get(WEB).orElseThrow().status())
        .isEqualTo("Failed (Exit unknown: it was adopted)");

    tell(new ProcessEvent.Starting(WEB, 5));
    tell(new ProcessEvent.Launched(WEB, 5, new ProcessIdentity(8, 800)));
    assertThat(view.get(WEB).orElseThrow().life().adopted()).isFalse();
  }

  private void tell(ProcessEvent event) {
    view.accept(new RecordedEvent(++sequence, NOW, event));
  }
}
