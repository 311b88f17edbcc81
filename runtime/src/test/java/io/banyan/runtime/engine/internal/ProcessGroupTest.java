package io.banyan.runtime.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
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
    return new ProcStat(MEMBER, 'S', 1, LEADER, LEADER, startTime);
  }

  private static ProcStat stat(long pid, char state, long group, long session) {
    return new ProcStat(pid, state, 1, group, session, STARTED + 1);
  }
}
