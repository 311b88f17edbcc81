package io.banyan.journal.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.journal.text.FactText;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalStateTest {

  private static final ChildPath WEB = new ChildPath("web");
  private static final ProcessIdentity PROCESS = new ProcessIdentity(7, 7);

  @Test
  void knows_of_a_child_how_often_it_was_restarted_and_how_it_ended_last() {
    JournalState state = after(declared(), started(1), failed(1), restarting(), started(2));

    ChildState web = web(state);
    assertThat(web.incarnation()).isEqualTo(2);
    assertThat(web.alive()).isTrue();
    assertThat(web.restarts()).isEqualTo(1);
    assertThat(web.end().orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(state.lastSequence()).isEqualTo(5);
  }

  @Test
  void a_restart_that_is_called_off_leaves_the_last_end_as_it_was() {
    JournalState state =
        after(
            declared(),
            started(1),
            failed(1),
            restarting(),
            new ProcessEvent.Ended(WEB, 1, Outcome.STOPPED, Optional.empty(), Optional.empty()));

    assertThat(web(state).end().orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void what_an_operator_wants_holds_until_he_wants_something_else() {
    assertThat(web(after(declared(), wanted(false), started(1))).wanted()).isFalse();
    assertThat(web(after(declared(), wanted(false), wanted(true))).wanted()).isTrue();
  }

  @Test
  void one_that_is_declared_again_is_the_same_and_one_that_is_withdrawn_is_forgotten() {
    assertThat(web(after(declared(), started(1), declared())).incarnation()).isEqualTo(1);
    assertThat(after(declared(), new ProcessEvent.Undeclared(WEB), started(1)).children())
        .isEmpty();
  }

  @Test
  void a_runtime_that_did_not_say_its_last_word_has_not_ended_in_order() {
    ProcessEvent begin = new ProcessEvent.RuntimeStarted(ChildPath.ROOT, PROCESS);
    ProcessEvent end = new ProcessEvent.RuntimeEnded(ChildPath.ROOT);

    assertThat(JournalState.EMPTY.ended()).isTrue();
    assertThat(after(begin, declared()).ended()).isFalse();
    assertThat(after(begin, end).ended()).isTrue();
    assertThat(after(begin, end, begin).ended()).isFalse();
  }

  @Test
  void it_is_the_same_however_the_facts_are_divided_and_when_it_was_written_down_between() {
    List<RecordedEvent> facts =
        recorded(declared(), started(1), failed(1), restarting(), wanted(false), started(2));
    JournalState whole = JournalState.EMPTY.after(facts);
    for (int cut = 0; cut <= facts.size(); cut++) {
      JournalState first = JournalState.EMPTY.after(facts.subList(0, cut));
      JournalState read = FactText.read(JournalState.class, FactText.write(first)).orElseThrow();
      assertThat(read.after(facts.subList(cut, facts.size()))).isEqualTo(whole);
    }
  }

  private static ChildState web(JournalState state) {
    ChildState web = state.children().get(WEB);
    assertThat(web).isNotNull();
    return web;
  }

  private static JournalState after(ProcessEvent... events) {
    return JournalState.EMPTY.after(recorded(events));
  }

  private static List<RecordedEvent> recorded(ProcessEvent... events) {
    List<RecordedEvent> facts = new ArrayList<>();
    for (ProcessEvent event : events) {
      facts.add(new RecordedEvent(facts.size() + 1, Instant.EPOCH, event));
    }
    return facts;
  }

  private static ProcessEvent declared() {
    return new ProcessEvent.ProcessDeclared(WEB, false, "permanent", List.of("web"));
  }

  private static ProcessEvent started(int incarnation) {
    return new ProcessEvent.Starting(WEB, incarnation);
  }

  private static ProcessEvent failed(int incarnation) {
    return new ProcessEvent.Ended(
        WEB,
        incarnation,
        Outcome.FAILED,
        Optional.empty(),
        Optional.of(new CrashReason.ExitCode(1)));
  }

  private static ProcessEvent restarting() {
    return new ProcessEvent.Restarting(WEB, Duration.ZERO, 1, 3);
  }

  private static ProcessEvent wanted(boolean up) {
    return new ProcessEvent.Wanted(WEB, up);
  }
}
