package io.banyan.runtime.containment;

import static io.banyan.runtime.containment.FakeTable.ours;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.containment.ProcessTable.Facts;
import io.banyan.runtime.engine.ProcessIdentity;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CensusTest {

  private final FakeTable table = new FakeTable();
  private final Census census = table.census();

  @Nested
  class Finds {

    @Test
    void who_carries_the_cookie_and_tells_whose_it_is() {
      table.add(1, ours("web#1"));
      table.add(2, "PATH=/bin");

      assertThat(census.take())
          .containsExactly(new Carrier(new ProcessIdentity(1, 2000), "web#1", false));
    }

    @Test
    void what_is_declared_of_it() {
      table.add(1, "BANYAN_ESCAPED=leave", "BANYAN_RUNTIME=our-cookie", "BANYAN_INCARNATION=w#1");
      table.add(
          2,
          "BANYAN_ON_RUNTIME_DEATH=adopt",
          "BANYAN_RUNTIME=our-cookie",
          "BANYAN_INCARNATION=w#2");

      assertThat(census.take())
          .containsExactlyInAnyOrder(
              new Carrier(new ProcessIdentity(1, 2000), "w#1", false, true, false),
              new Carrier(new ProcessIdentity(2, 2000), "w#2", false, false, true));
    }

    @Test
    void who_was_launched_without_an_incarnation() {
      table.add(1, "BANYAN_RUNTIME=our-cookie");

      assertThat(census.take()).extracting(Carrier::incarnation).containsExactly("");
    }

    @Test
    void who_is_just_executing_another_program() {
      table.add(1, ours("web#1"));
      table.isExecuting(1, 3);

      assertThat(pids()).containsExactly(1L);
    }

    @Test
    void who_cleared_its_environment_after_it_was_met() {
      table.add(1, ours("web#1"));
      census.take();
      table.add(1, "PATH=/bin");

      assertThat(pids()).containsExactly(1L);
    }

    @Test
    void a_child_of_the_runtime_that_had_not_yet_executed_its_program_when_it_was_met() {
      Facts child = new Facts(new ProcessIdentity(1, 2000), 100, true, false, false);
      table.add(child, "PATH=/bin");
      assertThat(pids()).isEmpty();
      table.add(child, ours("web#1"));

      assertThat(pids()).containsExactly(1L);
    }

    @Test
    void a_process_that_got_the_number_of_a_stranger() {
      table.add(1, "PATH=/bin");
      census.take();
      table.add(new Facts(new ProcessIdentity(1, 3000), 1, true, false, false), ours("web#2"));

      assertThat(pids()).containsExactly(1L);
    }
  }

  @Nested
  class Does_not_find {

    @Test
    void who_carries_something_similar() {
      table.add(1, "BANYAN_RUNTIME=our-cookie-2", "BANYAN_INCARNATION=web#1");
      table.add(2, "BANYAN_RUNTIME=our-cooki", "BANYAN_INCARNATION=web#1");
      table.add(3, "MY_BANYAN_RUNTIME=our-cookie", "BANYAN_INCARNATION=web#1");
      table.add(4, "NOTE=BANYAN_RUNTIME=our-cookie", "BANYAN_INCARNATION=web#1");

      assertThat(census.take()).isEmpty();
    }

    @Test
    void zombies_and_threads_of_the_kernel_and_itself() {
      table.add(new Facts(new ProcessIdentity(1, 2000), 1, false, false, false), ours("w#1"));
      table.add(new Facts(new ProcessIdentity(2, 2000), 1, true, false, true), ours("w#1"));
      table.add(new Facts(new ProcessIdentity(100, 1000), 1, true, false, false), ours("w#1"));

      assertThat(census.take()).isEmpty();
    }

    @Test
    void who_is_older_than_the_runtime_and_does_not_even_read_its_environment() {
      table.add(new Facts(new ProcessIdentity(1, 999), 1, true, false, false), ours("w#1"));

      assertThat(census.take()).isEmpty();
      assertThat(table.environmentsRead).hasValue(0);
    }
  }

  @Test
  void an_environment_is_read_once() {
    table.add(1, ours("web#1"));
    table.add(2, "PATH=/bin");
    census.take();
    census.take();

    assertThat(table.environmentsRead).hasValue(2);
  }

  private List<Long> pids() {
    return census.take().stream().map(carrier -> carrier.identity().pid()).toList();
  }
}
