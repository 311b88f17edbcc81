package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.Backoff;
import io.banyan.supervision.spec.ChildSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffReaderTest {

  private static final Backoff DEFAULT =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), 2, 0.2, Duration.ofSeconds(60));

  @TempDir Path folder;
  private Sources sources;

  @BeforeEach
  void sources() {
    sources = new Sources(folder);
  }

  @Test
  void has_every_key_read() {
    assertThat(
            backoff(
                "backoff { initial = 1s, max = 1m, factor = 1.5, jitter = 0, reset-after = 5m }"))
        .isEqualTo(
            new Backoff(
                Duration.ofSeconds(1), Duration.ofMinutes(1), 1.5, 0, Duration.ofMinutes(5)));
  }

  @Test
  void has_defaults_but_is_not_the_default() {
    assertThat(backoff("backoff {}")).isEqualTo(DEFAULT);
    assertThat(backoff("")).isEqualTo(Backoff.NONE);
  }

  @Test
  void of_the_defaults_holds_for_every_child_that_says_nothing_else() {
    String defaults = "banyan.defaults.process.backoff.max = 1m\n";
    String tree = "banyan.tree.children = [{id=a,command=x},{id=b,command=x,restart-delay=1s}]";

    var children = sources.declaration(defaults + tree).tree().children();

    assertThat(children.get(0).restart().backoff().max()).isEqualTo(Duration.ofMinutes(1));
    assertThat(children.get(0).restart().backoff().factor()).isEqualTo(2);
    assertThat(children.get(1).restart().backoff())
        .isEqualTo(Backoff.constant(Duration.ofSeconds(1)));
  }

  @Test
  void of_a_child_stands_above_a_delay_of_the_environment() {
    Map<String, String> variables = Map.of("BANYAN_RESTART_DELAY", "7");

    assertThat(sources.process("backoff {}", variables).restart().backoff()).isEqualTo(DEFAULT);
    assertThat(sources.process("", variables).restart().backoff())
        .isEqualTo(Backoff.constant(Duration.ofSeconds(7)));
  }

  @Test
  void of_the_defaults_stands_below_a_delay_of_the_environment() {
    String content =
        "banyan.defaults.process.backoff {}\nbanyan.tree.children = [{id=a,command=x}]";

    var tree = sources.declaration(content, Map.of("BANYAN_RESTART_DELAY", "7")).tree();

    assertThat(tree.children().get(0).restart().backoff())
        .isEqualTo(Backoff.constant(Duration.ofSeconds(7)));
  }

  @Test
  void never_restart_exit_codes_are_read() {
    assertThat(sources.process("never-restart-exit-codes = [64, 78]").restart())
        .satisfies(policy -> assertThat(policy.neverRestartExitCodes()).containsOnly(64, 78));
    assertThat(sources.process("").restart().neverRestartExitCodes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "restart-delay = 1s, backoff {}|.backoff: contradicts restart-delay: give one of the two",
        "backoff.initial = 0s|.backoff.initial: must be a duration from 0.001s to 200d, not \"0s\"",
        "backoff.initial = 1m|.backoff.max: is shorter than initial",
        "backoff.max = 5|.backoff.max: a duration needs a unit, such as 5s or 5ms, not a bare number",
        "backoff.factor = 0.5|.backoff.factor: must be a number from 1 to 100, not \"0.5\"",
        "backoff.factor = 1.2.3|.backoff.factor: must be a number from 1 to 100, not \"1.2.3\"",
        "backoff.jitter = 1.01|.backoff.jitter: must be a number from 0 to 1, not \"1.01\"",
        "backoff.jitter = NaN|.backoff.jitter: must be a number from 0 to 1, not \"NaN\"",
        "backoff.facter = 2|.backoff.facter: unknown key; did you mean factor?",
        "backoff = 5s|.backoff: must be an object { … }, not \"5s\"",
        "never-restart-exit-codes = [256]|.never-restart-exit-codes[0]: must be a whole number from 0 to 255, not \"256\"",
      })
  void mistakes_are_told(String keys, String mistake) {
    assertThat(sources.mistakesOfProcess(keys))
        .containsExactly("application.conf:2: banyan.tree.children[0]" + mistake);
  }

  @Test
  void a_contradiction_in_the_defaults_is_told_there() {
    assertThat(
            sources.mistakes(
                "banyan.defaults.process {\n backoff {}\n restart-delay = 1s }\n"
                    + "banyan.tree.children = [{id=a,command=x}]"))
        .containsExactly(
            "application.conf:2: banyan.defaults.process.backoff: contradicts restart-delay:"
                + " give one of the two");
  }

  @Test
  void a_supervisor_that_gave_up_can_be_restarted_so_as_well() {
    String pool = "{ id = s, children = [{ id = a, command = x }]";
    ChildSpec growing = child(pool + ", backoff.max = 1m }");

    assertThat(growing.restart().backoff().max()).isEqualTo(Duration.ofMinutes(1));
    assertThat(growing.restart().backoff().initial()).isEqualTo(DEFAULT.initial());
    assertThat(child(pool + "}").restart().backoff()).isEqualTo(Backoff.NONE);
    assertThat(child(pool + ", restart-delay = 2s }").restart().backoff())
        .isEqualTo(Backoff.constant(Duration.ofSeconds(2)));
    assertThat(sources.mistakes("banyan.tree { backoff {}, children = [{ id = a, command = x }] }"))
        .singleElement()
        .asString()
        .contains("backoff: is for a child: the root has no supervisor of its own");
  }

  private ChildSpec child(String object) {
    return sources.declaration("banyan.tree.children = [" + object + "]").tree().children().get(0);
  }

  private Backoff backoff(String keys) {
    return sources.process(keys).restart().backoff();
  }
}
