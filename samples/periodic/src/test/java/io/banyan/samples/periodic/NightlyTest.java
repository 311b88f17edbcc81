package io.banyan.samples.periodic;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.pool.periodic.PeriodicSection;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.testkit.BanyanTestKit;
import io.banyan.testkit.script.Script;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kit's time begins at midnight UTC, which is one o'clock in Berlin. */
class NightlyTest {

  private static final Signal USR1 = Signal.parse("USR1").orElseThrow();

  private final BanyanTestKit kit = BanyanTestKit.create();

  @BeforeEach
  void begin() {
    kit.script(
        Script.process("cleanup.run").after(ofSeconds(1)).exits(0),
        Script.process("report.run").after(ofSeconds(1)).exits(0),
        Script.process("writer").ignores(USR1));
    kit.declaring(new PeriodicSection()).run(Path.of("application.conf"));
  }

  @AfterEach
  void end() {
    kit.close();
  }

  @Test
  void the_report_comes_at_three_in_berlin() {
    kit.timePasses(ofHours(2).minusSeconds(1));
    assertThat(kit.launches("report.run")).isEmpty();

    kit.timePasses(ofSeconds(1));

    assertThat(kit.launches("report.run")).hasSize(1);
    assertThat(kit.snapshot("report").runs().next())
        .contains(Instant.parse("2000-01-02T02:00:00Z"));
  }

  @Test
  void two_nights_are_two_reports_and_cleanups_in_between() {
    kit.timePasses(ofHours(26));

    assertThat(kit.launches("report.run")).hasSize(2);
    assertThat(kit.launches("cleanup.run").size()).isEqualTo(3120);
    assertThat(kit.snapshot("cleanup").runs().counts().failed()).isZero();
  }

  @Test
  void the_writer_may_finish_before_it_is_asked_to_end() {
    kit.shutdown().eventually();

    assertThat(kit.events().eventsOf(ProcessEvent.ShutdownStepDone.class)).hasSize(1);
    assertThat(kit.events().eventsOf(ProcessEvent.ForceKilling.class)).isEmpty();
  }
}
