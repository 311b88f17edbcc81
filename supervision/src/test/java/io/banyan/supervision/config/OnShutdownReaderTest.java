package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.probe.Endpoint;
import io.banyan.runtime.probe.Probe;
import io.banyan.runtime.shutdown.ShutdownStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnShutdownReaderTest {

  private static final Duration STANDARD = Duration.ofSeconds(10);

  @TempDir Path folder = Path.of("set by JUnit");
  private Sources sources = new Sources(folder);

  @BeforeEach
  void sources() {
    sources = new Sources(folder);
  }

  @Test
  void there_are_none_unless_they_are_declared() {
    assertThat(steps("")).isEmpty();
  }

  @Test
  void keep_their_order_and_have_limits_of_their_own() {
    assertThat(
            steps(
                """
                stdin = pipe, on-shutdown-timeout = 3s, on-shutdown = [
                  { signal = USR1, wait = 5s }
                  { command = [drain, --all], timeout = 20s }
                  { command = "drain | sort" }
                  { http = "POST http://web/drain?x" }
                  { http = "8080/bye" }
                  { stdin = "quit\\n" }
                ]"""))
        .containsExactly(
            step(new ShutdownStep.SendSignal(Signal.parse("USR1").orElseThrow()), 3, 5),
            step(new ShutdownStep.Run(List.of("drain", "--all")), 20, 0),
            step(new ShutdownStep.Run(List.of("/bin/sh", "-c", "drain | sort")), 3, 0),
            step(http("web", 80, "/drain?x", "POST"), 3, 0),
            step(http("127.0.0.1", 8080, "/bye", "GET"), 3, 0),
            step(new ShutdownStep.Write("quit\n"), 3, 0));
    assertThat(steps("on-shutdown = [{ signal = HUP }]").get(0).timeout()).isEqualTo(STANDARD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|[0]: needs exactly one of signal, command, http, stdin",
        "{ signal = HUP, http = 80 }|[0]: has signal and http: exactly one of signal, command",
        "{ signal = KILL }|[0].signal: must not be KILL: nothing could come after it",
        "{ signal = NO }|[0].signal: must be a signal",
        "{ http = 'POST https://web/' }|[0].http: https is not supported",
        "{ command = [] }|[0].command: must begin with a program",
        "{ stdin = x }|[0].stdin: is written to a pipe: the process needs stdin = pipe",
        "{ signal = HUP, timeout = 0s }|[0].timeout: must be a duration from",
        "{ signal = HUP, waits = 1s }|[0].waits: unknown key; did you mean wait?",
        "3|[0]: must be an object"
      })
  void are_refused_where_they_are_wrong(String step, String message) {
    assertThat(sources.mistakesOfProcess("on-shutdown = [" + step.replace('\'', '"') + "]"))
        .singleElement()
        .asString()
        .startsWith("application.conf:2: banyan.tree.children[0].on-shutdown" + message);
  }

  @Test
  void contradict_an_end_that_waits_for_nothing() {
    assertThat(
            sources.mistakesOfProcess("shutdown = brutal-kill, on-shutdown = [{ signal = HUP }]"))
        .singleElement()
        .asString()
        .contains("on-shutdown: contradicts shutdown = brutal-kill");
  }

  private static ShutdownStep.Action http(String host, int port, String path, String method) {
    return new ShutdownStep.Request(
        new Probe.Http(new Endpoint(host, port), path, Set.of(), method));
  }

  private static ShutdownStep step(ShutdownStep.Action action, int timeout, int wait) {
    return new ShutdownStep(action, Duration.ofSeconds(timeout), Duration.ofSeconds(wait));
  }

  private List<ShutdownStep> steps(String keys) {
    return Sources.processOf(sources.process(keys)).process().onShutdown();
  }
}
