package io.banyan.supervision.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Memory;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.Recollection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PastTest {

  private static final ChildPath WEB = new ChildPath("web");
  private static final ChildPath GONE = new ChildPath("w/gone");

  private final Map<ChildPath, Memory> memories = new LinkedHashMap<>();
  private final Map<ChildPath, Integer> unended = new LinkedHashMap<>();
  private final List<ProcessEvent> told = new ArrayList<>();
  private final Recollection recollection =
      new Recollection() {
        @Override
        public Memory of(ChildPath path) {
          return memories.getOrDefault(path, Memory.NOTHING);
        }

        @Override
        public Map<ChildPath, Integer> unended() {
          return unended;
        }

        @Override
        public Iterable<ChildPath> known() {
          return memories.keySet();
        }
      };
  private final Past past = new Past(recollection, told::add);

  @Test
  void what_is_remembered_of_a_child_is_told_once() {
    Memory memory = new Memory(3, 2, true, Optional.empty());
    memories.put(WEB, memory);
    past.declared(WEB);
    past.declared(WEB);
    past.declared(new ChildPath("new"));

    assertThat(told).containsExactly(new ProcessEvent.Recalled(WEB, memory));
    assertThat(past.isWanted(WEB)).isTrue();
  }

  @Test
  void one_that_was_stopped_by_hand_is_left_out_of_the_first_start_and_of_no_other() {
    memories.put(WEB, new Memory(1, 0, false, Optional.empty()));
    past.declared(WEB);

    assertThat(past.heldDown()).containsExactly(WEB);
    assertThat(past.isWanted(WEB)).isFalse();
    assertThat(past.isWanted(WEB)).isTrue();
  }

  @Test
  void who_died_with_the_runtime_has_ended_but_not_who_lives_on() {
    for (ChildPath path : List.of(ChildPath.ROOT, WEB, GONE, new ChildPath("alive"))) {
      memories.put(path, new Memory(1, 0, true, Optional.empty()));
      unended.put(path, 1);
    }
    List.of(ChildPath.ROOT, WEB, new ChildPath("alive")).forEach(past::declared);
    told.clear();
    past.settle(Map.of(new ChildPath("alive"), 1));

    assertThat(told)
        .containsExactly(
            died(GONE), died(WEB), died(ChildPath.ROOT), new ProcessEvent.Undeclared(GONE));
  }

  @Test
  void numbers_go_on_after_those_that_are_remembered() {
    memories.put(WEB, new Memory(7, 0, true, Optional.empty()));
    Incarnations numbers = new Incarnations(recollection);

    assertThat(numbers.last(WEB)).isEqualTo(7);
    assertThat(numbers.next(WEB).number()).isEqualTo(8);
    numbers.startAfter(WEB, 3);
    assertThat(numbers.next(WEB).number()).isEqualTo(9);
    numbers.startAt(WEB, 5);
    assertThat(numbers.next(WEB).number()).isEqualTo(5);
  }

  private static ProcessEvent died(ChildPath path) {
    return new ProcessEvent.Ended(
        path, 1, Outcome.FAILED, Optional.empty(), Optional.of(new CrashReason.RuntimeDied()));
  }
}
