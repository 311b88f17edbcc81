package io.banyan.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.limits.ProcessTable.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTableTest {

  private static final ProcessIdentity LEADER = new ProcessIdentity(10, 100);

  private static final Row INIT = new Row(1, 0, 1, 1, 0, 5);
  private static final Row SELF = new Row(10, 1, 10, 100, 7, 1);
  private static final Row CHILD = new Row(11, 10, 10, 101, 2, 2);
  private static final Row ORPHAN = new Row(12, 1, 10, 102, 1, 4);
  private static final Row STRAY = new Row(13, 11, 13, 103, 50, 8);
  private static final Row STRAYS_CHILD = new Row(14, 13, 13, 104, 60, 16);
  private static final ProcessTable TABLE =
      new ProcessTable(List.of(INIT, SELF, CHILD, ORPHAN, STRAY, STRAYS_CHILD));

  @Test
  void the_group_is_who_has_its_number_whoever_the_parent() {
    assertThat(TABLE.group(LEADER)).containsExactly(SELF, CHILD, ORPHAN);
    assertThat(ProcessTable.cpuNanos(TABLE.group(LEADER))).isEqualTo(100_000_000);
  }

  @Test
  void the_family_has_descendants_outside_of_the_group_too() {
    assertThat(TABLE.family(LEADER))
        .containsExactlyInAnyOrder(SELF, CHILD, ORPHAN, STRAY, STRAYS_CHILD);
  }

  @Test
  void a_number_that_is_anothers_now_means_nobody() {
    ProcessIdentity before = new ProcessIdentity(10, 99);

    assertThat(TABLE.group(before)).isEmpty();
    assertThat(TABLE.family(before)).isEmpty();
  }

  @Test
  void a_group_outlives_its_leader() {
    ProcessTable later = new ProcessTable(List.of(INIT, CHILD));

    assertThat(later.group(LEADER)).containsExactly(CHILD);
  }

  @Test
  void reads_the_exact_part_of_shared_memory() {
    assertThat(ProcSampler.parseShare("00 rollup\nRss:  900 kB\nPss:   12 kB\nPss_Dirty: 3 kB\n"))
        .contains(12L * 1024);
    assertThat(ProcSampler.parseShare("")).isEmpty();
  }
}
