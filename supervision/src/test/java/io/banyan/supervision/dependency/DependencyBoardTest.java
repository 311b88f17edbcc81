package io.banyan.supervision.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Dependency;
import io.banyan.supervision.spec.Dependency.State;
import io.banyan.supervision.spec.SupervisorSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DependencyBoardTest {

  private final List<String> told = new ArrayList<>();
  private final Map<String, Runnable> searches = new HashMap<>();
  private final Map<String, Integer> incarnations = new HashMap<>();
  private final GateListener listener =
      new GateListener() {
        @Override
        public void changed(String child, Gate gate) {
          told.add(child + (gate.isOpen() ? " open" : " waits for " + gate.words()));
        }

        @Override
        public void lost(String child) {
          told.add(child + " lost");
        }
      };
  private DependencyBoard board = board(Trees.root());

  @Nested
  class Gates {

    @Test
    void say_what_is_missing_until_all_has_come() {
      watch(Trees.daemon("web", "db", "cache"));

      up("db");
      up("cache");

      assertThat(told())
          .containsExactly(
              "web waits for db to be ready and cache to be ready",
              "web waits for cache to be ready",
              "web open");
    }

    @Test
    void of_what_is_up_already_are_open_from_the_beginning() {
      board = board(Trees.root());
      up("db");

      assertThat(board.watch(Trees.daemon("web", "db"), listener).isOpen()).isTrue();
    }

    @Test
    void close_when_the_other_is_asked_to_end_and_open_with_its_next_incarnation() {
      watch(Trees.daemon("web", "db"));
      up("db");
      stopping("db");
      ended("db", Outcome.STOPPED);
      up("db");

      assertThat(told())
          .containsExactly(
              "web waits for db to be ready",
              "web open",
              "web waits for db to be ready",
              "web open");
    }

    @Test
    void open_when_it_is_launched_for_who_waits_for_no_more() {
      watch(on("web", "db", State.STARTED));
      starting("db");
      assertThat(told()).containsExactly("web waits for db to be started");

      launched("db");
      assertThat(told()).last().isEqualTo("web open");
    }

    @Test
    void open_when_it_is_adopted_and_for_who_waits_for_more_when_it_is_ready() {
      watch(on("web", "db", State.STARTED), Trees.daemon("page", "db"));
      board.accept(
          new ProcessEvent.Adopted(
              new ChildPath("db"), 4, new ProcessIdentity(42, 7), Instant.EPOCH));
      assertThat(told()).last().isEqualTo("web open");

      board.accept(new ProcessEvent.Ready(new ChildPath("db"), 4));
      assertThat(told()).last().isEqualTo("page open");
    }

    @Test
    void open_when_a_supervisor_begins_to_start_for_who_waits_for_no_more() {
      watch(on("web", "s", State.STARTED), Trees.supervisor("s", Trees.daemon("a")));
      starting("s");

      assertThat(told()).last().isEqualTo("web open");
    }

    @Test
    void stay_closed_when_a_task_fails_and_open_when_it_is_completed() {
      watch(on("web", "migrate", State.COMPLETED), Trees.task("migrate"));
      up("migrate");
      ended("migrate", Outcome.FAILED);
      up("migrate");
      assertThat(told()).containsExactly("web waits for migrate to be completed");

      ended("migrate", Outcome.EXITED);
      assertThat(told()).last().isEqualTo("web open");
    }

    @Test
    void of_who_waits_for_a_task_to_be_ready_stay_open_when_it_is_completed() {
      watch(Trees.daemon("web", "migrate"), Trees.task("migrate"));
      starting("migrate");
      ended("migrate", Outcome.EXITED);

      assertThat(told()).last().isEqualTo("web open");
    }

    @Test
    void close_when_a_daemon_ends_even_with_success() {
      watch(Trees.daemon("web", "db"));
      up("db");
      ended("db", Outcome.EXITED);

      assertThat(told()).last().isEqualTo("web waits for db to be ready");
    }

    @Test
    void do_not_care_for_facts_that_change_nothing() {
      watch(Trees.daemon("web", "db"));
      up("db");
      up("other");
      board.accept(new ProcessEvent.Restarting(path("db"), Duration.ZERO, 1, 3));
      ready("db");

      assertThat(told()).containsExactly("web waits for db to be ready", "web open");
    }

    @Test
    void are_told_to_nobody_who_does_not_watch_any_more() {
      watch(Trees.daemon("web", "db"));
      board.unwatch(listener);
      up("db");

      assertThat(told()).containsExactly("web waits for db to be ready");
    }
  }

  @Nested
  class Lines {

    private final ChildSpec web = on("web", "db", new Dependency.LogLine("listening"));

    @Test
    void open_the_gate_when_they_are_found() {
      watch(web);
      up("db");
      assertThat(told()).containsExactly("web waits for db to log \"listening\"");

      searches.get("db 1 listening").run();
      assertThat(told()).last().isEqualTo("web open");
    }

    @Test
    void are_looked_for_even_when_nobody_waits_yet() {
      board = board(Trees.root(Trees.daemon("db"), web));
      up("db");
      searches.get("db 1 listening").run();

      assertThat(board.watch(web, listener).isOpen()).isTrue();
    }

    @Test
    void are_needed_from_each_incarnation() {
      watch(web);
      up("db");
      searches.get("db 1 listening").run();
      ended("db", Outcome.FAILED);
      up("db");
      assertThat(told()).last().isEqualTo("web waits for db to log \"listening\"");

      searches.get("db 1 listening").run();
      assertThat(told()).last().isEqualTo("web waits for db to log \"listening\"");
      searches.get("db 2 listening").run();
      assertThat(told()).last().isEqualTo("web open");
    }
  }

  @Nested
  class Losing_what_one_is_restarted_with {

    @Test
    void is_told_when_it_ends() {
      watch(restarted("web", "db"));
      up("db");
      up("web");
      ended("db", Outcome.FAILED);

      assertThat(told())
          .containsExactly(
              "web waits for db to be ready",
              "web open",
              "web waits for db to be ready",
              "web lost");
    }

    @Test
    void is_told_once_when_it_is_asked_to_end_and_then_does() {
      watch(restarted("web", "db"));
      up("db");
      up("web");
      stopping("db");
      ended("db", Outcome.STOPPED);

      assertThat(told()).filteredOn("web lost"::equals).hasSize(1);
    }

    @Test
    void hurts_nobody_who_did_not_ask_for_it() {
      watch(Trees.daemon("web", "db"));
      up("db");
      up("web");
      ended("db", Outcome.FAILED);

      assertThat(told()).doesNotContain("web lost");
    }

    @Test
    void does_not_happen_when_a_task_is_completed_but_when_it_runs_again() {
      ChildSpec web =
          Trees.daemon("web").withDependsOn(List.of(new Dependency("t", State.READY, true)));
      watch(web, Trees.task("t"));
      up("t");
      up("web");
      ended("t", Outcome.EXITED);
      assertThat(told()).doesNotContain("web lost");

      starting("t");
      assertThat(told()).contains("web lost");
    }

    @Test
    void goes_from_the_farthest_to_the_nearest_each_when_the_one_before_is_down() {
      watch(restarted("web", "app"), restarted("app", "db"));
      up("db");
      up("app");
      up("web");
      told.clear();

      ended("db", Outcome.FAILED);
      // Of no use to web any more: it must not start again before app does.
      assertThat(told())
          .containsExactly(
              "web waits for app to be ready", "app waits for db to be ready", "web lost");

      stopping("web");
      ended("web", Outcome.STOPPED);
      assertThat(told()).last().isEqualTo("app lost");

      stopping("app");
      ended("app", Outcome.STOPPED);
      up("db");
      up("app");
      // Once more for web, in case it was just starting when app was asked to end.
      assertThat(told())
          .filteredOn(line -> line.endsWith("lost"))
          .containsExactly("web lost", "app lost", "web lost");
      assertThat(told()).endsWith("app open", "web open");
    }

    @Test
    void waits_for_nobody_who_is_down_already() {
      watch(restarted("web", "app"), restarted("app", "db"));
      up("db");
      up("app");
      ended("db", Outcome.FAILED);

      assertThat(told()).last().isEqualTo("app lost");
    }

    @Test
    void is_told_even_of_one_that_is_not_known_to_be_up_as_it_may_just_be_starting() {
      watch(restarted("web", "db"));
      up("db");
      ended("db", Outcome.FAILED);
      up("db");

      assertThat(told()).contains("web lost").last().isEqualTo("web open");
    }

    @Test
    void comes_again_with_every_incarnation() {
      watch(restarted("web", "db"));
      for (int i = 0; i < 3; i++) {
        up("db");
        up("web");
        ended("db", Outcome.FAILED);
        ended("web", Outcome.STOPPED);
      }

      assertThat(told()).filteredOn("web lost"::equals).hasSize(3);
    }
  }

  /** Declares and watches these; what they depend on is a daemon unless it is among them. */
  private void watch(ChildSpec... children) {
    SupervisorSpec root = Trees.root(children);
    board = board(root);
    for (ChildSpec child : children) {
      board.accept(declared(child));
      if (!child.dependsOn().isEmpty()) {
        listener.changed(child.id(), board.watch(child, listener));
      }
    }
  }

  private static ProcessEvent declared(ChildSpec child) {
    if (child.definition() instanceof ChildDefinition.ProcessChild process) {
      return new ProcessEvent.ProcessDeclared(
          path(child.id()), process.task(), "permanent", List.of());
    }
    return new ProcessEvent.SupervisorDeclared(
        path(child.id()), "one-for-one", "permanent", 3, Duration.ofSeconds(5));
  }

  private DependencyBoard board(SupervisorSpec root) {
    return new DependencyBoard(
        DependencyGraph.of(root),
        (child, regex, found) -> {
          String name = child.id() + " " + incarnations.get(child.id()) + " " + regex;
          searches.put(name, found);
          return () -> {};
        });
  }

  private static ChildSpec on(String id, String other, Dependency.Condition condition) {
    return Trees.daemon(id).withDependsOn(List.of(new Dependency(other, condition, false)));
  }

  private static ChildSpec restarted(String id, String with) {
    return Trees.daemon(id).withDependsOn(List.of(new Dependency(with, State.READY, true)));
  }

  private List<String> told() {
    return List.copyOf(told);
  }

  private void up(String id) {
    starting(id);
    launched(id);
    ready(id);
  }

  private void starting(String id) {
    int incarnation = incarnations.merge(id, 1, Integer::sum);
    board.accept(new ProcessEvent.Starting(path(id), incarnation));
  }

  private void launched(String id) {
    board.accept(new ProcessEvent.Launched(path(id), now(id), new ProcessIdentity(1, 1)));
  }

  private void ready(String id) {
    board.accept(new ProcessEvent.Ready(path(id), now(id)));
  }

  private void stopping(String id) {
    board.accept(new ProcessEvent.Stopping(path(id), now(id), Optional.empty()));
  }

  private void ended(String id, Outcome outcome) {
    board.accept(
        new ProcessEvent.Ended(path(id), now(id), outcome, Optional.empty(), Optional.empty()));
  }

  private int now(String id) {
    return incarnations.getOrDefault(id, 0);
  }

  private static ChildPath path(String id) {
    return new ChildPath(id);
  }
}
