package io.banyan.runtime.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.ProcStat;
import io.banyan.runtime.proc.ProcStat.CpuTicks;
import io.banyan.runtime.proc.ProcStat.Ties;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessGroupTest {

  private static final long LEADER = 42;
  private static final long STARTED = 100;
  private static final long ENDED = 200;
  // No process has this pid, so it carries no cookie either.
  private static final long MEMBER = Integer.MAX_VALUE;

  private final ProcessIdentity leader = new ProcessIdentity(LEADER, STARTED);
  private final ProcessGroup plain = new ProcessGroup(leader, Optional.empty());
  private final ProcessGroup marked = new ProcessGroup(leader, Optional.of("BANYAN_INCARNATION=x"));

  @Test
  void ownsWhoWasThereBeforeItsLeaderEnded() {
    assertThat(marked.isSurvivor(member(ENDED), ENDED)).isTrue();
    assertThat(plain.isSurvivor(member(ENDED), ENDED)).isTrue();
  }

  @Test
  void asksWhoCameLaterForTheCookieOfTheLaunch() {
    assertThat(marked.isSurvivor(member(ENDED + 1), ENDED)).isFalse();
    assertThat(plain.isSurvivor(member(ENDED + 1), ENDED)).isTrue();
  }

  @Test
  void disownsWhoIsOlderThanItsLeader() {
    assertThat(plain.isSurvivor(member(STARTED - 1), ENDED)).isFalse();
  }

  @Test
  void disownsZombiesTheLeaderAndOtherSessions() {
    assertThat(plain.isSurvivor(stat(MEMBER, 'Z', LEADER, LEADER), ENDED)).isFalse();
    assertThat(plain.isSurvivor(stat(LEADER, 'S', LEADER, LEADER), ENDED)).isFalse();
    assertThat(plain.isSurvivor(stat(MEMBER, 'S', LEADER, 7), ENDED)).isFalse();
    assertThat(plain.isSurvivor(stat(MEMBER, 'S', 7, LEADER), ENDED)).isFalse();
  }

  private static ProcStat member(long startTime) {
    return stat(MEMBER, 'S', new Ties(1, LEADER, LEADER), startTime);
  }

  private static ProcStat stat(long pid, char state, long group, long session) {
    return stat(pid, state, new Ties(1, group, session), STARTED + 1);
  }

  private static ProcStat stat(long pid, char state, Ties ties, long startTime) {
    return new ProcStat(pid, "sh", state, ties, 0, new CpuTicks(0, 0, 0, 0), 1, startTime, 0, 0);
  }
}
