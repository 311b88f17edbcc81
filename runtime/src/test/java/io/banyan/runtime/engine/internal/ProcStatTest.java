package io.banyan.runtime.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcStatTest {

  private static final String REST =
      " S 1 42 43 0 -1 4194304 116 0 0 0 0 0 0 0 20 0 1 0 777 2000 100 18446744073709551615";

  @Test
  void readsANameWithSpacesAndParentheses() {
    assertThat(ProcStat.parse("42 (a) S (b) c)" + REST))
        .contains(new ProcStat(42, 'S', 1, 42, 43, 777));
  }

  @Test
  void isEmptyForWhatIsCutOff() {
    assertThat(ProcStat.parse("42 (sh) S 1 42")).isEmpty();
    assertThat(ProcStat.parse("")).isEmpty();
  }

  @Test
  void isEmptyWhenThereIsNoSuchProcess() {
    assertThat(ProcStat.of(Integer.MAX_VALUE)).isEmpty();
  }
}
