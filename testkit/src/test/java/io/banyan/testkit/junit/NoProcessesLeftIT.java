package io.banyan.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.OsFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

class NoProcessesLeftIT {

  private static final List<Process> LEFT = new ArrayList<>();

  /** Tests that leave something, or not; run by the test around them only. */
  @Tag("example")
  static class Careless {
    private static final RuntimeCookie COOKIE = RuntimeCookie.random();

    @RegisterExtension final NoProcessesLeft processes = new NoProcessesLeft();

    @Test
    void leaves_a_child() throws IOException {
      LEFT.add(new ProcessBuilder("sleep", "1001").start());
    }

    @Test
    void leaves_what_went_away() throws IOException, InterruptedException {
      processes.watch(COOKIE);
      ProcessBuilder builder = new ProcessBuilder("sh", "-c", "setsid sleep 1002 & exit 0");
      builder.environment().put(RuntimeCookie.VARIABLE, COOKIE.value());
      builder.start().waitFor();
    }

    @Test
    void leaves_nothing() throws IOException, InterruptedException {
      new ProcessBuilder("true").start().waitFor();
    }
  }

  @BeforeEach
  void there_is_something_to_look_at() {
    assumeTrue(ProcTable.isThere(), "there is no /proc here");
  }

  @Test
  void names_and_ends_what_a_test_left() {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(Careless.class))
            .execute()
            .testEvents();

    tests.assertStatistics(all -> all.started(3).succeeded(1).failed(2));
    tests
        .assertThatEvents()
        .haveExactly(1, failing("leaves_a_child", "sleep 1001"))
        .haveExactly(1, failing("leaves_what_went_away", "sleep 1002"));
    for (Process left : LEFT) {
      Await.until("it to be killed", () -> !OsFacts.isAlive(left.pid()));
    }
    assertThat(ProcTable.all().values()).noneMatch(one -> one.command().contains("sleep 1002"));
  }

  private static Condition<Event> failing(String method, String words) {
    return event(
        test(method),
        finishedWithFailure(
            message(text -> text.contains("left 1 process behind") && text.contains(words))));
  }
}
