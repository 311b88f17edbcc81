package io.banyan.runtime.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.containment.Carrier;
import io.banyan.runtime.containment.Remains;
import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdoptionPlanTest {

  private static final ChildPath WEB = new ChildPath("shop/web");
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final LaunchNote NOTE = note(Optional.of(new ProcessIdentity(7, 700)));

  @Test
  void what_lives_and_is_declared_as_before_is_adopted() {
    AdoptionPlan plan = plan(NOTE, true, List.of(carrier(false)), Map.of(WEB, "same"));

    assertThat(plan.adopt()).containsExactly(NOTE);
    assertThat(plan.end()).isEmpty();
    assertThat(plan.sweep()).isEmpty();
    assertThat(plan.numbers()).containsEntry(WEB, 4);
  }

  @Test
  void what_lives_is_adopted_also_when_it_has_lost_its_variables() {
    assertThat(plan(NOTE, true, List.of(), Map.of(WEB, "same")).adopt()).containsExactly(NOTE);
  }

  @Test
  void what_lives_and_is_not_declared_any_more_is_ended() {
    AdoptionPlan plan = plan(NOTE, true, List.of(carrier(false)), Map.of());

    assertThat(plan.adopt()).isEmpty();
    assertThat(plan.end()).containsExactly(NOTE);
    assertThat(plan.sweep()).isEmpty();
  }

  @Test
  void what_lives_and_is_declared_otherwise_is_ended() {
    AdoptionPlan plan = plan(NOTE, true, List.of(), Map.of(WEB, "another"));

    assertThat(plan.end()).containsExactly(NOTE);
    assertThat(plan.numbers()).containsEntry(WEB, 4);
  }

  @Test
  void what_was_asked_to_end_is_ended() {
    LaunchNote stopping = NOTE.in(LaunchNote.Phase.STOPPING);

    assertThat(plan(stopping, true, List.of(), Map.of(WEB, "same")).end())
        .containsExactly(stopping);
  }

  @Test
  void what_a_dead_process_has_left_is_swept_as_declared() {
    AdoptionPlan plan = plan(NOTE, false, List.of(carrier(false)), Map.of(WEB, "same"));

    assertThat(plan.adopt()).isEmpty();
    assertThat(plan.sweep())
        .containsExactly(new Remains("shop/web#4", Signal.INT, GRACE, true, false));
  }

  @Test
  void what_a_dead_process_was_declared_to_leave_is_left() {
    assertThat(plan(NOTE, false, List.of(carrier(true)), Map.of(WEB, "same")).sweep()).isEmpty();
  }

  @Test
  void what_was_being_launched_is_swept_whatever_is_declared() {
    AdoptionPlan plan =
        plan(note(Optional.empty()), false, List.of(carrier(true)), Map.of(WEB, "same"));

    assertThat(plan.sweep())
        .containsExactly(new Remains("shop/web#4", Signal.INT, GRACE, true, true));
  }

  @Test
  void what_was_never_launched_is_nothing() {
    AdoptionPlan plan = plan(note(Optional.empty()), false, List.of(), Map.of(WEB, "same"));

    assertThat(plan.adopt()).isEmpty();
    assertThat(plan.end()).isEmpty();
    assertThat(plan.sweep()).isEmpty();
    assertThat(plan.numbers()).containsEntry(WEB, 4);
  }

  @Test
  void what_nobody_has_noted_is_swept_and_its_number_not_used_again() {
    Carrier newer = new Carrier(new ProcessIdentity(9, 900), "shop/web#6", false, false, true);

    AdoptionPlan plan = plan(NOTE, true, List.of(newer), Map.of(WEB, "same"));

    assertThat(plan.adopt()).containsExactly(NOTE);
    assertThat(plan.sweep()).extracting(Remains::incarnation).containsExactly("shop/web#6");
    assertThat(plan.numbers()).containsEntry(WEB, 6);
  }

  @Test
  void what_older_incarnations_were_declared_to_leave_is_left() {
    Carrier older = new Carrier(new ProcessIdentity(5, 500), "shop/web#2", false, true, true);

    assertThat(plan(NOTE, true, List.of(older), Map.of(WEB, "same")).sweep()).isEmpty();
  }

  @Test
  void a_program_that_asked_how_one_is_is_ended_whatever_becomes_of_the_one() {
    Carrier asks = new Carrier(new ProcessIdentity(8, 800), "shop/web#6!17", false, false, false);

    AdoptionPlan plan = plan(NOTE, true, List.of(asks), Map.of(WEB, "same"));

    assertThat(plan.adopt()).containsExactly(NOTE);
    assertThat(plan.sweep()).extracting(Remains::incarnation).containsExactly("shop/web#6!17");
    assertThat(plan.numbers()).containsEntry(WEB, 6);
  }

  private static AdoptionPlan plan(
      LaunchNote note, boolean alive, List<Carrier> carriers, Map<ChildPath, String> wanted) {
    return AdoptionPlan.of(
        new AdoptionPlan.Situation(
            List.of(note), alive ? Set.of(note.incarnation()) : Set.of(), carriers, wanted));
  }

  private static Carrier carrier(boolean left) {
    return new Carrier(new ProcessIdentity(8, 800), "shop/web#4", false, left, true);
  }

  static LaunchNote note(Optional<ProcessIdentity> process) {
    return new LaunchNote(
        WEB,
        4,
        new RuntimeCookie("a-cookie"),
        "same",
        process,
        new LaunchNote.End(Signal.INT, Optional.of(GRACE)),
        Instant.parse("2026-01-02T03:04:05Z"),
        Map.of(OutputStreamKind.STDOUT, 17L, OutputStreamKind.STDERR, 0L),
        LaunchNote.Phase.LAUNCHED);
  }
}
