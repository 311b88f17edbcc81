package io.banyan.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.limits.LimitsInForce;
import io.banyan.runtime.limits.Mechanism;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircumstancesTest {

  private static final ChildPath PATH = new ChildPath("web");
  private static final LimitsInForce LIMITS =
      new LimitsInForce(List.of(new LimitsInForce.Limit("memory", "64 MiB", Mechanism.CGROUP_V2)));

  @Test
  void limits_are_those_of_the_last_incarnation() {
    Circumstances limited = after(new ProcessEvent.LimitsApplied(PATH, 1, LIMITS));

    assertThat(limited.limits()).isEqualTo(LIMITS);
    assertThat(limited.after(new ProcessEvent.Starting(PATH, 2)).limits().isEmpty()).isTrue();
  }

  @Test
  void lost_output_adds_up_over_incarnations() {
    Circumstances lost =
        after(
            new ProcessEvent.OutputDropped(PATH, OutputStreamKind.STDOUT, 5),
            new ProcessEvent.Starting(PATH, 2),
            new ProcessEvent.OutputDropped(PATH, OutputStreamKind.STDERR, 7));

    assertThat(lost.droppedBytes()).isEqualTo(12);
  }

  @Test
  void the_last_trouble_with_a_log_is_kept() {
    assertThat(
            after(new ProcessEvent.LogFailed(PATH, OutputStreamKind.STDOUT, "disk full"))
                .logTrouble())
        .contains("disk full");
  }

  private static Circumstances after(ProcessEvent... events) {
    Circumstances now = Circumstances.NONE;
    for (ProcessEvent event : events) {
      now = now.after(event);
    }
    return now;
  }
}
