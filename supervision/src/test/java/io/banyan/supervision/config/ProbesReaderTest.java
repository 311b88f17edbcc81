package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.NotifyChannel;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.probe.Endpoint;
import io.banyan.runtime.probe.HealthSpec;
import io.banyan.runtime.probe.Probe;
import io.banyan.runtime.probe.Probes;
import io.banyan.runtime.probe.ReadyCondition;
import io.banyan.runtime.probe.ReadySpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbesReaderTest {

  private static final Set<OutputStreamKind> BOTH = Set.of(OutputStreamKind.values());

  @TempDir private Path folder = Path.of("");

  @Test
  void nothing_is_asked_unless_declared() {
    assertThat(probes("")).isEqualTo(Probes.NONE);
  }

  @Test
  void what_is_not_said_has_a_default() {
    assertThat(probes("ready.tcp = 5432, health.exec = \"check\""))
        .isEqualTo(
            Probes.NONE
                .withReady(
                    new ReadySpec(
                        new ReadyCondition.Answers(
                            new Probe.Tcp(new Endpoint(Endpoint.LOOPBACK, 5432))),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5)))
                .withHealth(
                    new HealthSpec(
                        new Probe.Exec(List.of("/bin/sh", "-c", "check")),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        3,
                        Duration.ZERO)));
  }

  @Test
  void every_time_can_be_said() {
    Probes probes =
        probes(
            "ready { exec = [a, b], timeout = 2m, interval = 100ms, attempt-timeout = 1s }\n"
                + "health { tcp = \"db:1\", interval = 1s, timeout = 2s, failures = 1,"
                + " start-period = 1m }");

    assertThat(probes.ready().orElseThrow())
        .isEqualTo(
            new ReadySpec(
                new ReadyCondition.Answers(new Probe.Exec(List.of("a", "b"))),
                Duration.ofMinutes(2),
                Duration.ofMillis(100),
                Duration.ofSeconds(1)));
    assertThat(probes.health().orElseThrow())
        .isEqualTo(
            new HealthSpec(
                new Probe.Tcp(new Endpoint("db", 1)),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                1,
                Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "8080, 127.0.0.1:8080, /",
    "8080/healthz, 127.0.0.1:8080, /healthz",
    ":8080/a?b=c, 127.0.0.1:8080, /a?b=c",
    "web:80/x#part, web:80, /x",
    "http://web/x, web:80, /x",
    "http://[::1]:81, [::1]:81, /",
    "http://[::1]/, [::1]:80, /"
  })
  void a_web_server_is_a_port_with_a_path_or_a_url(String text, String endpoint, String path) {
    Probe.Http http = (Probe.Http) answers("ready.http = \"" + text + "\"");

    assertThat(http.endpoint()).hasToString(endpoint);
    assertThat(http.path()).isEqualTo(path);
    assertThat(http.status()).isEmpty();
  }

  @Test
  void the_status_can_be_said() {
    Probe.Http http = (Probe.Http) answers("ready { http = 80, status = [204, 418] }");

    assertThat(http.status()).containsExactlyInAnyOrder(204, 418);
  }

  @Test
  void a_line_is_looked_for_in_both_streams_or_in_one() {
    assertThat(condition("ready.log = \"up in \\\\d+\""))
        .isEqualTo(new ReadyCondition.LogLine("up in \\d+", BOTH));
    assertThat(condition("ready { log = up, stream = stderr }"))
        .isEqualTo(new ReadyCondition.LogLine("up", Set.of(OutputStreamKind.STDERR)));
  }

  @Test
  void a_process_can_tell_by_itself() {
    assertThat(condition("ready.notify = fd"))
        .isEqualTo(new ReadyCondition.Notified(NotifyChannel.FD));
    assertThat(condition("ready.notify = socket"))
        .isEqualTo(new ReadyCondition.Notified(NotifyChannel.SOCKET));
  }

  @Test
  void a_child_takes_kind_and_times_from_the_defaults_or_brings_its_own() {
    String file =
        """
        banyan.defaults.process.health { tcp = 80, interval = 7s }
        banyan.tree.children = [
          { id = a, command = x }
          { id = b, command = x, health.exec = check }
          { id = c, command = x, health.failures = 9 }
        ]
        """;
    List<HealthSpec> health =
        new Sources(folder)
            .declaration(file).tree().children().stream()
                .map(child -> Sources.processOf(child).process().probes().health().orElseThrow())
                .toList();

    assertThat(health).extracting(HealthSpec::interval).containsOnly(Duration.ofSeconds(7));
    assertThat(health.get(0).probe()).isInstanceOf(Probe.Tcp.class);
    assertThat(health.get(1).probe()).isInstanceOf(Probe.Exec.class);
    assertThat(health.get(2).failures()).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ready { tcp = 1, log = x }|ready: has tcp and log: exactly one is allowed",
        "ready { timeout = 5s }|ready: needs exactly one of exec, http, tcp, log, notify",
        "health {}|health: needs exactly one of exec, http, tcp",
        "health { tcp = 1, log = x }|health.log: tells when it is ready, not whether it is well",
        "ready.tcp = 0|ready.tcp: must be a port or host:port",
        "ready.tcp = \"a:b\"|ready.tcp: must be a port or host:port",
        "ready.http = \"https://web/\"|ready.http: https is not supported",
        "ready.http = \"/healthz\"|ready.http: must be a port with a path or a URL",
        "ready.http = \"web\"|ready.http: must be a port with a path or a URL",
        "ready.log = \"(\"|ready.log: must be a regular expression: Unclosed group at position 1",
        "ready.log = \"\"|ready.log: must not be empty",
        "ready.notify = pipe|ready.notify: must be one of fd, socket",
        "ready { tcp = 1, stream = stdout }|ready.stream: belongs to log",
        "ready { tcp = 1, status = [200] }|ready.status: belongs to http",
        "ready { http = 1, status = [99] }|ready.status[0]: must be a whole number from 100 to 599",
        "ready.exec = []|ready.exec: must begin with a program",
        "ready { tcp = 1, interval = 5 }|ready.interval: a duration needs a unit",
        "ready { tcp = 1, timeout = 1ms }|ready.timeout: must be a duration from 0.01s",
        "health { tcp = 1, failures = 0 }|health.failures: must be a whole number of at least 1",
        "ready { tcp = 1, intervall = 5s }|ready.intervall: unknown key; did you mean interval?"
      })
  void tells_what_is_wrong(String keys, String mistake) {
    assertThat(new Sources(folder).mistakesOfProcess(keys))
        .singleElement()
        .asString()
        .contains(mistake);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ready.tcp = 1", "health.tcp = 1"})
  void is_not_for_a_supervisor(String keys) {
    assertThat(
            new Sources(folder)
                .mistakes(
                    "banyan.tree.children = [\n{ id = s, "
                        + keys
                        + ", children = [{ id = a, command = x }] }\n]"))
        .singleElement()
        .asString()
        .contains("is for a process, and this is a supervisor");
  }

  private Probe answers(String keys) {
    return ((ReadyCondition.Answers) condition(keys)).probe();
  }

  private ReadyCondition condition(String keys) {
    return probes(keys).ready().orElseThrow().condition();
  }

  private Probes probes(String keys) {
    return Sources.processOf(new Sources(folder).process(keys)).process().probes();
  }
}
