package io.banyan.runtime.inspect;

import static io.banyan.runtime.inspect.Summaries.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CachedInspectionTest {

  private static final ProcessIdentity WEB = new ProcessIdentity(10, 100);

  private final List<String> asked = new ArrayList<>();
  private long now;

  @Test
  void what_was_read_a_moment_ago_is_told_again() {
    CachedInspection inspection = inspection(Duration.ofSeconds(1));

    inspection.info(WEB);
    now += 999_999_999;
    assertThat(inspection.info(WEB)).isPresent();
    assertThat(asked).containsExactly("info 10");

    now += 1;
    inspection.info(WEB);
    assertThat(asked).containsExactly("info 10", "info 10");
  }

  @Test
  void without_a_time_to_live_each_question_reads() {
    CachedInspection inspection = inspection(Duration.ZERO);

    inspection.info(WEB);
    inspection.info(WEB);

    assertThat(asked).containsExactly("info 10", "info 10");
  }

  @Test
  void secrets_of_the_environment_are_hidden() {
    Map<String, String> shown =
        inspection(Duration.ZERO).info(WEB).orElseThrow().environment().orElseThrow();

    assertThat(shown)
        .containsOnly(
            Map.entry("DB_PASSWORD", "***"),
            Map.entry("EMPTY_PASSWORD", ""),
            Map.entry("HOME", "/root"),
            Map.entry("URL", "postgres://me:***@host/db?x=a:b@c"));
  }

  private CachedInspection inspection(Duration ttl) {
    InspectionSettings settings =
        new InspectionSettings(ttl, List.of(Pattern.compile("(?i)password")));
    return new CachedInspection(new Fake(), settings, () -> now);
  }

  private final class Fake implements ProcessInspector {
    @Override
    public Optional<ProcessSummary> find(long pid) {
      return Optional.empty();
    }

    @Override
    public List<ProcessSummary> all() {
      return List.of();
    }

    @Override
    public Optional<ProcessInfo> info(ProcessIdentity process) {
      asked.add("info " + process.pid());
      return Optional.of(
          new ProcessInfo(
              process(WEB, 1, 10, "web", "sleeping"),
              OptionalLong.empty(),
              OptionalLong.empty(),
              new ProcessInfo.Places(Optional.empty(), Optional.empty()),
              Optional.of(
                  Map.of(
                      "DB_PASSWORD",
                      "hunter2",
                      "EMPTY_PASSWORD",
                      "",
                      "HOME",
                      "/root",
                      "URL",
                      "postgres://me:pw@host/db?x=a:b@c")),
              new ProcessInfo.Times(
                  Duration.ZERO, Duration.ZERO, Optional.empty(), Optional.empty()),
              Optional.empty(),
              List.of()));
    }

    @Override
    public List<PortUse> listeningOn(int port) {
      return List.of();
    }
  }
}
