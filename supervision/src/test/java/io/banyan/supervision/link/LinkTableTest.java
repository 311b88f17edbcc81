package io.banyan.supervision.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.process.Incarnation;
import io.banyan.supervision.registry.Departure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTableTest {

  private static final CrashReason WHY = new CrashReason.ExitCode(3);

  private final LinkTable table = new LinkTable();

  @Nested
  class Crashing {

    @Test
    void goes_both_ways() {
      up("a", 1);
      up("b", 1);
      link("a", "b");
      assertThat(fail("b", 1)).containsExactly(victim("a", 1, "b"));
    }

    @Test
    void goes_on_over_others_with_the_first_as_the_reason() {
      for (String id : List.of("a", "b", "c", "d")) {
        up(id, 1);
      }
      link("a", "b");
      link("b", "c");
      link("c", "a");
      assertThat(fail("a", 1)).containsExactlyInAnyOrder(victim("b", 1, "a"), victim("c", 1, "a"));
    }

    @Test
    void ends_there_so_that_it_does_not_go_round_for_ever() {
      table.declare(pair("a", "b"));
      up("a", 1);
      up("b", 1);
      assertThat(fail("a", 1)).hasSize(1);
      up("a", 2);
      assertThat(endLinked("b", 1, "a")).isEmpty();
      up("b", 2);
      assertThat(table.inForce()).containsExactly(pair("a", "b"));
      assertThat(fail("b", 2)).containsExactly(victim("a", 2, "b"));
    }

    @Test
    void of_one_that_was_linked_after_it_was_doomed_takes_that_along() {
      up("a", 1);
      up("b", 1);
      up("c", 1);
      link("a", "b");
      fail("a", 1);
      link("b", "c");
      assertThat(endLinked("b", 1, "a")).containsExactly(victim("c", 1, "a"));
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "KILLED", "EXITED"})
    void does_not_come_of_a_normal_end(Outcome outcome) {
      up("a", 1);
      up("b", 1);
      link("a", "b");
      assertThat(table.ended(departure("a", 1, outcome, Optional.empty()))).isEmpty();
      assertThat(table.inForce()).isEmpty();
      assertThat(fail("b", 1)).isEmpty();
    }

    @Test
    void neither_reaches_nor_passes_one_that_is_being_stopped() {
      up("a", 1);
      up("b", 1);
      up("c", 1);
      link("a", "b");
      link("b", "c");
      table.stopping(incarnation("b", 1));
      assertThat(fail("a", 1)).isEmpty();
    }

    @Test
    void of_one_that_never_came_up_concerns_nobody() {
      table.declare(pair("a", "b"));
      up("b", 1);
      assertThat(fail("a", 1)).isEmpty();
    }

    @Test
    void of_a_former_incarnation_concerns_nobody() {
      table.declare(pair("a", "b"));
      up("a", 2);
      up("b", 1);
      assertThat(fail("a", 1)).isEmpty();
      assertThat(fail("a", 2)).hasSize(1);
    }
  }

  @Nested
  class Tying {

    @Test
    void a_declared_link_ties_each_next_pair_a_live_one_only_this() {
      table.declare(pair("a", "b"));
      up("a", 1);
      up("b", 1);
      up("c", 1);
      link("a", "c");
      assertThat(table.inForce()).containsExactlyInAnyOrder(pair("a", "b"), pair("a", "c"));
      stop("a", 1);
      assertThat(table.inForce()).isEmpty();
      up("a", 2);
      assertThat(table.inForce()).containsExactly(pair("a", "b"));
    }

    @Test
    void untying_lasts_until_the_next_pair() {
      table.declare(pair("a", "b"));
      up("a", 1);
      up("b", 1);
      assertThat(table.unlink(pair("b", "a"))).isEqualTo(new LinkResult.Unlinked());
      assertThat(table.unlink(pair("a", "b"))).isEqualTo(new LinkResult.NotLinked());
      assertThat(fail("a", 1)).isEmpty();
      up("a", 2);
      assertThat(table.inForce()).containsExactly(pair("a", "b"));
    }

    @Test
    void a_new_incarnation_is_not_tied_to_one_that_is_doomed() {
      table.declare(pair("a", "b"));
      up("a", 1);
      up("b", 1);
      fail("a", 1);
      up("a", 2);
      assertThat(table.inForce()).isEmpty();
    }

    @Test
    void to_be_told_twice_that_one_is_up_changes_nothing() {
      up("a", 1);
      up("b", 1);
      link("a", "b");
      up("a", 1);
      assertThat(table.inForce()).containsExactly(pair("a", "b"));
    }

    @Test
    void both_have_to_be_up() {
      up("a", 1);
      assertThat(table.link(pair("a", "b"))).isEqualTo(new LinkResult.NotAlive(new ChildPath("b")));
    }

    @ParameterizedTest
    @CsvSource({"a,a,itself", "s,s/a,above", "s/a,s,above", "/,a,above"})
    void not_everything_can_be_linked(String one, String other, String why) {
      assertThat(LinkPair.refusal(new ChildPath(one), new ChildPath(other)).orElseThrow())
          .contains(why);
      assertThat(LinkPair.refusal(new ChildPath("s"), new ChildPath("s2"))).isEmpty();
    }
  }

  /** Beside a model that keeps nothing but the pairs and looks for whom it can reach. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void of_any_story_everybody_linked_crashes_exactly_once(long seed) {
    Random random = new Random(seed);
    Map<String, Integer> alive = new HashMap<>();
    Map<String, Integer> last = new HashMap<>();
    Set<LinkPair> links = new HashSet<>();
    for (int step = 0; step < 3_000; step++) {
      String id = "x" + random.nextInt(12);
      String other = "x" + random.nextInt(12);
      if (!alive.containsKey(id)) {
        alive.put(id, last.merge(id, 1, Integer::sum));
        up(id, alive.get(id));
      } else if (random.nextInt(4) == 0) {
        Set<String> reached = reached(id, links);
        List<Victim> victims = fail(id, alive.get(id));
        assertThat(victims)
            .extracting(v -> v.incarnation().path().id())
            .containsExactlyInAnyOrderElementsOf(reached);
        List<String> gone = new ArrayList<>(reached);
        gone.add(id);
        for (String one : reached) {
          assertThat(endLinked(one, alive.get(one), id)).isEmpty();
        }
        gone.forEach(alive::remove);
        links.removeIf(p -> gone.contains(p.one().id()) || gone.contains(p.other().id()));
      } else if (!id.equals(other) && alive.containsKey(other)) {
        if (random.nextInt(3) == 0) {
          table.unlink(pair(id, other));
          links.remove(pair(id, other));
        } else {
          link(id, other);
          links.add(pair(id, other));
        }
      }
      assertThat(table.inForce()).isEqualTo(links);
    }
  }

  private static Set<String> reached(String from, Set<LinkPair> links) {
    Set<String> seen = new HashSet<>(Set.of(from));
    Deque<String> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      String here = next.remove();
      for (LinkPair pair : links) {
        if (pair.one().id().equals(here) && seen.add(pair.other().id())) {
          next.add(pair.other().id());
        }
        if (pair.other().id().equals(here) && seen.add(pair.one().id())) {
          next.add(pair.one().id());
        }
      }
    }
    seen.remove(from);
    return seen;
  }

  private void up(String id, int number) {
    table.up(incarnation(id, number));
  }

  private void link(String one, String other) {
    assertThat(table.link(pair(one, other))).isEqualTo(new LinkResult.Linked());
  }

  private List<Victim> fail(String id, int number) {
    return table.ended(departure(id, number, Outcome.FAILED, Optional.of(WHY)));
  }

  private List<Victim> endLinked(String id, int number, String to) {
    CrashReason linked = new CrashReason.Linked(new ChildPath(to), WHY);
    return table.ended(departure(id, number, Outcome.FAILED, Optional.of(linked)));
  }

  private void stop(String id, int number) {
    table.ended(departure(id, number, Outcome.STOPPED, Optional.empty()));
  }

  private static Departure departure(
      String id, int number, Outcome outcome, Optional<CrashReason> reason) {
    return new Departure(incarnation(id, number), outcome, Optional.empty(), reason);
  }

  private static Victim victim(String id, int number, String to) {
    return new Victim(incarnation(id, number), new CrashReason.Linked(new ChildPath(to), WHY));
  }

  private static LinkPair pair(String one, String other) {
    return new LinkPair(new ChildPath(one), new ChildPath(other));
  }

  private static Incarnation incarnation(String id, int number) {
    return new Incarnation(new ChildPath(id), number);
  }
}
