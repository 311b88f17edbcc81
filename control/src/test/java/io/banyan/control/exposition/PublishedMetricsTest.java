package io.banyan.control.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.banyan.control.json.Json;
import io.banyan.control.metrics.MetricsSettings;
import io.banyan.control.metrics.RuntimeMetrics;
import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.ResourceUsage;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.lifecycle.TreeView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds all metrics there are against the rules, the documentation and the dashboard. */
class PublishedMetricsTest {

  private static final ChildPath MAILER = new ChildPath("workers/mailer");

  private final EventHub events = new EventHub(Clock.systemUTC());
  private final TreeView view = new TreeView();
  private final RuntimeMetrics metrics =
      RuntimeMetrics.follow(
          events,
          view,
          new RuntimeMetrics.About("shop", "1.2.3", "linux", Instant.EPOCH),
          MetricsSettings.from(ConfigFactory.load(), Path.of(".")));

  /** One of everything: a stop, a crash, a restart, lost output, and a process that is alive. */
  @BeforeEach
  void live() {
    events.subscribe(view);
    events.publish(new ProcessEvent.ProcessDeclared(MAILER, false, "permanent", List.of("x")));
    launch(1);
    events.publish(new ProcessEvent.Stopping(MAILER, 1, Optional.of(Signal.TERM)));
    end(1, Outcome.STOPPED, new ExitStatus.Signaled(Signal.TERM, false), Optional.empty());
    launch(2);
    CrashReason why = new CrashReason.ExitCode(3);
    end(2, Outcome.FAILED, new ExitStatus.Exited(3), Optional.of(why));
    events.publish(new ProcessEvent.Restarting(MAILER, Duration.ZERO, 1, 3));
    launch(3);
    events.publish(new ProcessEvent.OutputDropped(MAILER, OutputStreamKind.STDOUT, 5));
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  private void launch(int incarnation) {
    ProcessIdentity self = new ProcessIdentity(ProcessHandle.current().pid(), 0);
    events.publish(new ProcessEvent.Starting(MAILER, incarnation));
    events.publish(new ProcessEvent.Launched(MAILER, incarnation, self));
    events.publish(new ProcessEvent.Ready(MAILER, incarnation));
  }

  private void end(int incarnation, Outcome how, ExitStatus status, Optional<CrashReason> why) {
    ProcessExit exit = new ProcessExit(status, ResourceUsage.UNKNOWN);
    events.publish(new ProcessEvent.Ended(MAILER, incarnation, how, Optional.of(exit), why));
  }

  private Scrape scrape() {
    return Scrape.of(new String(new Exposition(metrics).scrape("").body(), StandardCharsets.UTF_8));
  }

  @Test
  void they_keep_the_rules_of_names_and_formats() {
    assertThat(scrape().complaints()).isEmpty();
  }

  @Test
  void the_table_of_the_documentation_has_them_all_and_no_others() throws IOException {
    Map<String, String> live = new TreeMap<>();
    scrape()
        .families()
        .forEach(
            (name, family) -> {
              if (name.startsWith("banyan_")) {
                live.put(name, family.type() + " " + family.labels());
              }
            });

    assertThat(documented()).isEqualTo(live);
  }

  @Test
  void the_dashboard_draws_them_all_and_no_others() throws IOException {
    String dashboard = Files.readString(Path.of("../docs/grafana/banyan.json"));
    Json.parseObject(dashboard);
    Set<String> drawn = new TreeSet<>();
    Set<String> labels = new TreeSet<>();
    for (String query : found("\"(?:expr|definition)\": \"(.*)\",?", dashboard)) {
      drawn.addAll(found("\\b((?:banyan|jvm|process)_[a-z_]+)", query));
      for (String by : found("by \\(([a-z, ]+)\\)", query)) {
        labels.addAll(List.of(by.split(", ", -1)));
      }
    }
    labels.remove("le");
    Scrape scrape = scrape();

    assertThat(drawn).hasSizeGreaterThan(20);
    assertThat(scrape.names()).containsAll(drawn);
    assertThat(scrape.names().stream().filter(name -> name.startsWith("banyan_")))
        .allMatch(name -> drawn.contains(name) || name.matches("banyan_actors|.*_(sum|count)"));
    assertThat(
            scrape.families().values().stream()
                .flatMap(family -> family.labels().stream())
                .collect(Collectors.toSet()))
        .containsAll(labels);
  }

  /** The rows of the table: type and labels by name. */
  private static Map<String, String> documented() throws IOException {
    Pattern row = Pattern.compile("\\| `(banyan_[a-z_]+)` \\| ([a-z]+) \\| ?(.*?) ?\\| .*\\|");
    Map<String, String> rows = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/metrics.md"))) {
      Matcher matcher = row.matcher(line);
      if (matcher.matches()) {
        Set<String> labels = new TreeSet<>(found("`([a-z]+)`", matcher.group(3)));
        rows.put(matcher.group(1), matcher.group(2) + " " + labels);
      }
    }
    return rows;
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }
}
