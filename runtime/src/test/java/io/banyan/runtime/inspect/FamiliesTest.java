package io.banyan.runtime.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.ProcStat;
import io.banyan.runtime.proc.ProcStat.CpuTicks;
import io.banyan.runtime.proc.ProcStat.Ties;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FamiliesTest {

  private static final ProcessIdentity WEB = new ProcessIdentity(10, 100);
  private static final ProcessIdentity MAIL = new ProcessIdentity(20, 200);

  private static final ProcStat INIT = process(1, 0, 1, 1);
  private static final ProcStat RUNTIME = process(5, 1, 5, 50);
  private static final ProcStat WEB_SELF = process(10, 5, 10, 100);
  private static final ProcStat MAIL_SELF = process(20, 5, 20, 200);

  @Test
  void descendants_belong_to_whom_they_come_from() {
    ProcStat child = process(11, 10, 10, 110);
    ProcStat grandchild = process(12, 11, 10, 120);
    ProcStat withItsOwnSession = process(13, 12, 13, 130);
    Families families = families(child, grandchild, withItsOwnSession);

    assertThat(List.of(WEB_SELF, child, grandchild, withItsOwnSession))
        .allSatisfy(one -> assertThat(families.headOf(one)).contains(WEB));
    assertThat(families.headOf(MAIL_SELF)).contains(MAIL);
  }

  @Test
  void orphans_are_found_by_their_session() {
    ProcStat orphan = process(14, 1, 10, 140);
    ProcStat orphansChild = process(15, 14, 10, 150);
    Families families = families(orphan, orphansChild);

    assertThat(families.headOf(orphan)).contains(WEB);
    assertThat(families.headOf(orphansChild)).contains(WEB);
  }

  @Test
  void a_managed_process_below_another_is_a_family_of_its_own() {
    ProcStat below = process(30, 10, 30, 300);
    ProcessIdentity identity = new ProcessIdentity(30, 300);
    Families families = new Families(List.of(INIT, WEB_SELF, below), List.of(WEB, identity));

    assertThat(families.headOf(below)).contains(identity);
  }

  @Test
  void strangers_belong_to_nobody() {
    ProcStat stranger = process(40, 1, 40, 10);
    Families families = families(stranger);

    assertThat(List.of(INIT, RUNTIME, stranger))
        .allSatisfy(one -> assertThat(families.headOf(one)).isEmpty());
  }

  @Test
  void a_pid_that_is_anothers_now_means_nobody() {
    ProcStat reused = process(10, 1, 10, 999);
    ProcStat reusedChild = process(11, 10, 10, 1000);
    Families families = new Families(List.of(INIT, reused, reusedChild), List.of(WEB));

    assertThat(families.headOf(reused)).isEmpty();
    assertThat(families.headOf(reusedChild)).isEmpty();
  }

  @Test
  void whoever_has_the_pid_is_meant_where_the_start_time_is_not_known() {
    ProcessIdentity anybody = new ProcessIdentity(10, 0);

    assertThat(new Families(List.of(WEB_SELF), List.of(anybody)).headOf(WEB_SELF))
        .contains(anybody);
  }

  @Test
  void a_line_may_be_long() {
    ProcStat[] line = new ProcStat[100_000];
    for (int i = 0; i < line.length; i++) {
      line[i] = process(1000 + i, i == 0 ? 10 : 999 + i, 77, 1000 + i);
    }

    assertThat(families(line).headOf(line[line.length - 1])).contains(WEB);
  }

  @Test
  void facts_of_different_moments_make_no_circle() {
    ProcStat one = process(61, 62, 61, 600);
    ProcStat other = process(62, 61, 61, 600);
    Families families = families(one, other);

    assertThat(families.headOf(one)).isEmpty();
    assertThat(families.headOf(other)).isEmpty();
  }

  private static Families families(ProcStat... more) {
    List<ProcStat> everybody = new ArrayList<>(List.of(INIT, RUNTIME, WEB_SELF, MAIL_SELF));
    everybody.addAll(List.of(more));
    return new Families(everybody, List.of(WEB, MAIL));
  }

  private static ProcStat process(long pid, long parent, long session, long startTime) {
    return new ProcStat(
        pid,
        "sh",
        'S',
        new Ties(parent, session, session),
        0,
        new CpuTicks(0, 0, 0, 0),
        1,
        startTime,
        0,
        0);
  }
}
