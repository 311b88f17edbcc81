package io.banyan.supervision.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.runtime.process.Incarnation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryTest {

  private static final CrashReason WHY = new CrashReason.ExitCode(3);

  private final Registry registry = new Registry();

  @BeforeEach
  void declare() {
    for (String path : List.of("/", "s")) {
      registry.accept(
          new ProcessEvent.SupervisorDeclared(
              new ChildPath(path), "one-for-one", "permanent", 3, Duration.ofSeconds(5)));
    }
    for (String path : List.of("a", "s/a", "s/b", "s2")) {
      registry.accept(
          new ProcessEvent.ProcessDeclared(
              new ChildPath(path), false, "permanent", List.of("sleep")));
    }
  }

  @Test
  void a_name_stands_for_nobody_before_the_first_incarnation() {
    Registration name = registry.at(new ChildPath("a")).orElseThrow();
    assertThat(name.current()).isEmpty();
    assertThat(name.last()).isEmpty();
    assertThat(name.state()).isEqualTo(LifecycleState.INITIALIZED);
    assertThat(registry.at(new ChildPath("z"))).isEmpty();
  }

  @Test
  void it_stands_for_the_incarnation_that_is_alive() {
    start("a", 1);
    registry.accept(new ProcessEvent.Launched(new ChildPath("a"), 1, new ProcessIdentity(42, 7)));
    registry.accept(new ProcessEvent.Ready(new ChildPath("a"), 1));
    Registration name = registry.at(new ChildPath("a")).orElseThrow();
    assertThat(name.current()).contains(new Incarnation(new ChildPath("a"), 1));
    assertThat(name.process()).contains(new ProcessIdentity(42, 7));
    assertThat(name.state()).isEqualTo(LifecycleState.RUNNING);
  }

  @Test
  void it_stands_for_one_that_was_adopted() {
    registry.accept(
        new ProcessEvent.Adopted(new ChildPath("a"), 4, new ProcessIdentity(42, 7), Instant.EPOCH));
    Registration name = registry.at(new ChildPath("a")).orElseThrow();
    assertThat(name.current()).contains(incarnation("a", 4));
    assertThat(name.process()).contains(new ProcessIdentity(42, 7));
    assertThat(end("a", 4, Outcome.FAILED)).hasSize(1);
  }

  @Test
  void the_end_of_an_incarnation_is_told_once_and_kept() {
    start("a", 1);
    Departure gone =
        new Departure(incarnation("a", 1), Outcome.FAILED, Optional.empty(), Optional.of(WHY));
    assertThat(end("a", 1, Outcome.FAILED)).containsExactly(gone);
    assertThat(end("a", 1, Outcome.FAILED)).isEmpty();
    registry.accept(new ProcessEvent.Restarting(new ChildPath("a"), Duration.ZERO, 1, 3));
    assertThat(registry.at(new ChildPath("a")).orElseThrow().state())
        .isEqualTo(LifecycleState.RESTARTING);
    start("a", 2);
    Registration name = registry.at(new ChildPath("a")).orElseThrow();
    assertThat(name.last()).contains(gone);
    assertThat(name.current()).contains(incarnation("a", 2));
  }

  @Test
  void a_restart_that_is_withdrawn_does_not_change_how_the_last_one_ended() {
    start("a", 1);
    end("a", 1, Outcome.FAILED);
    registry.accept(new ProcessEvent.Restarting(new ChildPath("a"), Duration.ZERO, 1, 3));
    assertThat(end("a", 1, Outcome.STOPPED)).isEmpty();
    Registration name = registry.at(new ChildPath("a")).orElseThrow();
    assertThat(name.state()).isEqualTo(LifecycleState.STOPPED);
    assertThat(name.last().orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void whoever_is_alive_below_a_supervisor_that_has_ended_is_lost() {
    start("s", 1);
    start("s/a", 1);
    start("s/b", 1);
    start("s2", 1);
    end("s/b", 1, Outcome.STOPPED);
    assertThat(end("s", 1, Outcome.FAILED))
        .extracting(Departure::incarnation)
        .containsExactly(incarnation("s/a", 1), incarnation("s", 1));
    assertThat(registry.at(new ChildPath("s/a")).orElseThrow().current()).isEmpty();
    assertThat(registry.at(new ChildPath("s2")).orElseThrow().current()).isPresent();
  }

  @Test
  void whoever_is_alive_when_a_supervisor_starts_anew_was_lost_before() {
    start("s", 1);
    start("s/a", 1);
    assertThat(registry.accept(new ProcessEvent.Starting(new ChildPath("s"), 2)))
        .extracting(Departure::incarnation)
        .containsExactlyInAnyOrder(incarnation("s", 1), incarnation("s/a", 1));
    assertThat(registry.at(new ChildPath("s")).orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void at_the_end_of_all_nobody_is_alive() {
    start("/", 1);
    start("a", 1);
    start("s/a", 1);
    assertThat(registry.close("over")).hasSize(3).allMatch(Departure::isFailure);
    assertThat(registry.all()).allMatch(name -> name.current().isEmpty());
    assertThat(registry.close("over")).isEmpty();
  }

  @Test
  void an_id_is_enough_where_only_one_has_it() {
    assertThat(registry.find("b").map(Registration::path)).contains(new ChildPath("s/b"));
    assertThat(registry.find("a").map(Registration::path)).contains(new ChildPath("a"));
    registry.accept(
        new ProcessEvent.ProcessDeclared(new ChildPath("t/b"), false, "permanent", List.of("x")));
    assertThat(registry.find("b")).isEmpty();
    assertThat(registry.all()).extracting(r -> r.path().text()).isSorted();
  }

  private void start(String path, int number) {
    registry.accept(new ProcessEvent.Starting(new ChildPath(path), number));
  }

  private List<Departure> end(String path, int number, Outcome outcome) {
    return registry.accept(
        new ProcessEvent.Ended(
            new ChildPath(path),
            number,
            outcome,
            Optional.empty(),
            outcome == Outcome.FAILED ? Optional.of(WHY) : Optional.empty()));
  }

  private static Incarnation incarnation(String path, int number) {
    return new Incarnation(new ChildPath(path), number);
  }
}
