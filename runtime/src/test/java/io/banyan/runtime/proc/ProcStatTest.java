package io.banyan.runtime.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcStatTest {

  private static final String REST =
      " S 1 42 43 0 -1 4194304 116 0 0 0 10 20 30 40 20 0 3 0 777 2000 100 18446744073709551615 1\n";

  @Test
  void a_name_may_hold_spaces_and_parentheses() {
    assertThat(parse("42 (a) S (b) c)" + REST))
        .contains(
            new ProcStat(
                42,
                "a) S (b) c",
                'S',
                new ProcStat.Ties(1, 42, 43),
                4194304,
                new ProcStat.CpuTicks(10, 20, 30, 40),
                3,
                777,
                2000,
                100));
  }

  @Test
  void what_is_cut_off_anywhere_is_nothing() {
    String whole = "42 (sh)" + REST;
    int enough = whole.indexOf("18446744073709551615");
    for (int length = 0; length < enough; length++) {
      assertThat(parse(whole.substring(0, length))).as("%d bytes", length).isEmpty();
    }
    assertThat(parse(whole.substring(0, enough))).isPresent();
  }

  @Test
  void a_line_of_another_form_is_not_guessed_at() {
    assertThat(parse("42 (sh)" + REST.replace("777", "soon"))).isEmpty();
    assertThat(parse("42 sh" + REST)).isEmpty();
    assertThat(parse(")(" + REST)).isEmpty();
  }

  @Test
  void zombies_are_not_alive_and_stopped_ones_are_suspended() {
    assertThat(parse("7 (a)" + REST).orElseThrow().alive()).isTrue();
    assertThat(parse("7 (a)" + REST.replace("S", "Z")).orElseThrow().alive()).isFalse();
    assertThat(parse("7 (a)" + REST.replace("S", "T")).orElseThrow().suspended()).isTrue();
  }

  @Test
  void threads_of_the_kernel_are_told_by_their_flag() {
    assertThat(parse("7 (kworker/0:1)" + REST.replace("4194304", "2129984")).orElseThrow())
        .matches(ProcStat::kernelThread);
  }

  @Test
  void is_empty_when_there_is_no_such_process() {
    assertThat(ProcStat.of(Integer.MAX_VALUE)).isEmpty();
  }

  static Optional<ProcStat> parse(String stat) {
    byte[] bytes = stat.getBytes(StandardCharsets.ISO_8859_1);
    return StatParser.parse(bytes, bytes.length);
  }
}
