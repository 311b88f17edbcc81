package io.banyan.runtime.monitor;

import static io.banyan.runtime.monitor.WaitingLine.Answer.GO_AWAY;
import static io.banyan.runtime.monitor.WaitingLine.Answer.RUN;
import static io.banyan.runtime.monitor.WaitingLine.Answer.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingLineTest {

  @Test
  void some_run_some_wait_and_the_rest_is_turned_away() {
    WaitingLine<String> line = new WaitingLine<>(2, 1);

    assertThat(line.come("a")).isEqualTo(RUN);
    assertThat(line.come("b")).isEqualTo(RUN);
    assertThat(line.come("c")).isEqualTo(WAIT);
    assertThat(line.come("d")).isEqualTo(GO_AWAY);
  }

  @Test
  void who_came_first_goes_first_and_a_place_that_nobody_waits_for_is_free_again() {
    WaitingLine<String> line = new WaitingLine<>(1, 2);
    line.come("a");
    line.come("b");
    line.come("c");

    assertThat(line.ended()).contains("b");
    assertThat(line.come("d")).isEqualTo(WAIT);
    assertThat(line.ended()).contains("c");
    assertThat(line.ended()).contains("d");
    assertThat(line.ended()).isEmpty();
    assertThat(line.come("e")).isEqualTo(RUN);
  }
}
