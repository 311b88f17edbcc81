package io.banyan.supervision.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.process.Incarnation;
import org.junit.jupiter.api.Test;

class MonitorTableTest {

  private static final Incarnation A = new Incarnation(new ChildPath("a"), 1);
  private static final Incarnation B = new Incarnation(new ChildPath("b"), 1);

  private final MonitorTable<String> table = new MonitorTable<>();

  @Test
  void each_monitor_is_told_once_in_the_order_in_which_they_came() {
    table.wait(A, "one");
    table.wait(A, "other");
    table.wait(A, "one");
    assertThat(table.ended(A)).containsExactly("one", "other", "one");
    assertThat(table.ended(A)).isEmpty();
  }

  @Test
  void a_ticket_is_good_for_one_monitor_and_once() {
    long first = table.wait(A, "one");
    table.wait(A, "one");
    assertThat(table.forget(A, first)).isTrue();
    assertThat(table.forget(A, first)).isFalse();
    assertThat(table.ended(A)).containsExactly("one");
  }

  @Test
  void who_is_gone_waits_for_nobody() {
    table.wait(A, "one");
    table.wait(B, "one");
    table.wait(B, "other");
    table.forgetAll("one");
    assertThat(table.ended(A)).isEmpty();
    assertThat(table.ended(B)).containsExactly("other");
  }

  @Test
  void nothing_is_left_of_many() {
    for (int i = 0; i < 10_000; i++) {
      long ticket = table.wait(A, "w" + i % 10);
      if (i % 2 == 0) {
        table.forget(A, ticket);
      }
    }
    assertThat(table.ended(A)).hasSize(5_000);
    assertThat(table)
        .usingRecursiveComparison()
        .ignoringFields("last")
        .isEqualTo(new MonitorTable<>());
  }
}
