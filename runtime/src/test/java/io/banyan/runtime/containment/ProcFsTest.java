package io.banyan.runtime.containment;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.containment.ProcessTable.Facts;
import io.banyan.runtime.engine.ProcessIdentity;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcFsTest {

  private static final String TAIL =
      " 12 7 7 0 -1 4194304 93 0 0 0 0 0 0 0 20 0 1 0 4711 5300 1 2 3";

  @Test
  void a_name_may_hold_spaces_and_parentheses() {
    assertThat(parse("7 (a) b (c)) S" + TAIL))
        .contains(new Facts(new ProcessIdentity(7, 4711), 12, true, false, false));
  }

  @Test
  void zombies_are_not_alive_and_stopped_ones_are_suspended() {
    assertThat(parse("7 (a) Z" + TAIL).orElseThrow().alive()).isFalse();
    assertThat(parse("7 (a) T" + TAIL).orElseThrow().suspended()).isTrue();
  }

  @Test
  void threads_of_the_kernel_are_told_by_their_flag() {
    String kernel = TAIL.replace("4194304", "2129984");
    assertThat(parse("7 (kworker/0:1) I" + kernel).orElseThrow().kernelThread()).isTrue();
  }

  @Test
  void what_is_cut_off_is_nothing() {
    assertThat(parse("7 (a) S 12 7")).isEmpty();
    assertThat(parse("7 (a")).isEmpty();
    assertThat(parse("")).isEmpty();
  }

  private static Optional<Facts> parse(String stat) {
    byte[] bytes = stat.getBytes(StandardCharsets.ISO_8859_1);
    return ProcFs.parse(7, bytes, bytes.length);
  }
}
