package io.banyan.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.alert.AlertMetric;
import io.banyan.runtime.alert.AlertScope;
import io.banyan.runtime.alert.AlertSubject;
import io.banyan.runtime.alert.AlertTrigger;
import io.banyan.runtime.alert.ClearReason;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.ProcessEvent.AlertCleared.Cleared;
import io.banyan.runtime.usage.Usage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final ChildPath PATH = new ChildPath("a");
  private static final AlertSubject CPU = new AlertSubject(AlertMetric.CPU, AlertScope.TREE);
  private static final Usage USAGE = new Usage(1, 2, 3, 4, 5);

  @Test
  void the_last_sample_counts_until_the_process_ends() {
    Watch sampled = after(new ProcessEvent.Sampled(PATH, 1, USAGE));

    assertThat(sampled.usage()).contains(USAGE);
    assertThat(
            sampled.after(
                new ProcessEvent.Ended(
                    PATH, 1, Outcome.EXITED, Optional.empty(), Optional.empty())))
        .isEqualTo(Watch.NONE);
  }

  @Test
  void alerts_are_there_from_being_raised_to_being_cleared() {
    Watch both = after(raised("hot"), raised("big"));

    assertThat(both.raised()).containsExactly("big", "hot");
    assertThat(
            both.after(
                    new ProcessEvent.AlertCleared(
                        PATH, 1, "hot", CPU, new Cleared(ClearReason.FELL, 1, Duration.ZERO)))
                .raised())
        .containsExactly("big");
  }

  private static ProcessEvent raised(String name) {
    return new ProcessEvent.AlertRaised(
        PATH, 1, name, new AlertTrigger(CPU, 80, 70, Duration.ZERO), 90);
  }

  private static Watch after(ProcessEvent... events) {
    Watch now = Watch.NONE;
    for (ProcessEvent event : events) {
      now = now.after(event);
    }
    return now;
  }
}
