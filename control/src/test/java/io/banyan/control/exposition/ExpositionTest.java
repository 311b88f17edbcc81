package io.banyan.control.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.banyan.control.metrics.Family;
import io.banyan.control.metrics.MetricsSettings;
import io.banyan.control.metrics.RuntimeMetrics;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.lifecycle.TreeView;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpositionTest {

  private static final String OPENMETRICS = "application/openmetrics-text;version=1.0.0;q=0.8";
  private static final ChildPath WEB = new ChildPath("web");

  private final EventHub events = new EventHub(Clock.systemUTC());
  private final TreeView view = new TreeView();
  private final RuntimeMetrics metrics = follow("shop");
  private final Exposition exposition = new Exposition(metrics);

  private RuntimeMetrics follow(String tree) {
    events.subscribe(view);
    return RuntimeMetrics.follow(
        events,
        view,
        new RuntimeMetrics.About(tree, "1.2.3", "linux", Instant.EPOCH),
        MetricsSettings.from(ConfigFactory.load(), Path.of(".")));
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  private String text(String accept) {
    return new String(exposition.scrape(accept).body(), StandardCharsets.UTF_8);
  }

  private Scrape scrape() {
    return Scrape.of(text(""));
  }

  private void declare(ChildPath path) {
    events.publish(new ProcessEvent.ProcessDeclared(path, false, "permanent", List.of("x")));
  }

  @Test
  void a_runtime_is_told_of_beside_its_jvm() {
    Scrape scrape = scrape();

    assertThat(
            scrape.value(
                "banyan_build_info", "version", "1.2.3", "engine", "linux", "tree", "shop"))
        .contains(1.0);
    assertThat(scrape.value("banyan_start_time_seconds")).contains(0.0);
    assertThat(scrape.names())
        .contains("jvm_memory_used_bytes", "jvm_threads_current", "process_cpu_seconds_total");
  }

  @Test
  void whoever_knows_openmetrics_gets_it() {
    Exposition.Page page = exposition.scrape(OPENMETRICS);

    assertThat(page.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(new String(page.body(), StandardCharsets.UTF_8))
        .contains("# TYPE banyan_build info\n", "# UNIT banyan_spawn_duration_seconds seconds\n")
        .endsWith("# EOF\n");
    assertThat(exposition.scrape("*/*").contentType()).startsWith("text/plain; version=0.0.4");
  }

  @Test
  void series_of_children_that_come_and_go_do_not_pile_up() {
    int before = scrape().families().values().stream().mapToInt(f -> f.samples().size()).sum();
    for (int i = 0; i < 100; i++) {
      ChildPath path = new ChildPath("worker-" + i);
      declare(path);
      events.publish(new ProcessEvent.Undeclared(path));
    }
    declare(WEB);
    Scrape scrape = scrape();

    assertThat(scrape.value("banyan_process_up", "process", "web")).contains(0.0);
    assertThat(text("")).doesNotContain("worker-");
    // Three of web, and two types of events.
    assertThat(scrape.families().values().stream().mapToInt(f -> f.samples().size()).sum())
        .isEqualTo(before + 5);
  }

  @Test
  void somebody_else_adds_a_figure_and_takes_it_away() {
    double[] lag = {1.5};
    EventHub.Subscription added =
        metrics.add(
            new RuntimeMetrics.Supplied(
                Family.Kind.GAUGE, "banyan_journal_lag_seconds", "How late.", () -> lag[0]));
    metrics.add(
        new RuntimeMetrics.Supplied(
            Family.Kind.COUNTER, "banyan_events_lost_total", "Not told.", () -> 7));

    assertThat(scrape().value("banyan_journal_lag_seconds")).contains(1.5);
    assertThat(scrape().value("banyan_events_lost_total")).contains(7.0);
    assertThat(scrape().complaints()).isEmpty();
    lag[0] = Double.NaN;
    assertThat(text("")).doesNotContain("journal");
    lag[0] = 2;
    added.close();
    assertThat(text("")).doesNotContain("journal");
  }

  @Test
  void a_figure_that_cannot_be_told_costs_nobody_the_others() {
    metrics.add(
        new RuntimeMetrics.Supplied(
            Family.Kind.GAUGE,
            "banyan_journal_lag_seconds",
            "How late.",
            () -> {
              throw new IllegalStateException("closed");
            }));

    assertThat(scrape().names()).contains("banyan_processes").doesNotContain("banyan_journal_lag");
  }

  @Test
  void a_name_that_is_taken_or_breaks_the_rules_is_refused() {
    assertThatThrownBy(
            () ->
                metrics.add(
                    new RuntimeMetrics.Supplied(
                        Family.Kind.GAUGE, "banyan_processes", "Again.", () -> 1)))
        .hasMessageContaining("banyan_processes");
    for (String name : List.of("lag", "banyan_Lag", "banyan_lag_total", "banyan__lag")) {
      assertThatThrownBy(
              () -> new RuntimeMetrics.Supplied(Family.Kind.GAUGE, name, "Bad.", () -> 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void a_registry_that_is_there_already_takes_them_in() {
    PrometheusRegistry theirs = new PrometheusRegistry();
    theirs.register(new RuntimeCollector(metrics));

    assertThat(theirs.scrape().stream().map(family -> family.getMetadata().getPrometheusName()))
        .contains("banyan_processes")
        .noneMatch(name -> name.startsWith("jvm_"));
  }

  @Test
  void two_runtimes_in_one_jvm_count_apart() {
    EventHub otherEvents = new EventHub(Clock.systemUTC());
    try (RuntimeMetrics other =
        RuntimeMetrics.follow(
            otherEvents,
            new TreeView(),
            new RuntimeMetrics.About("bar", "1.2.3", "linux", Instant.EPOCH),
            MetricsSettings.from(ConfigFactory.load(), Path.of(".")))) {
      declare(WEB);
      Scrape theirs =
          Scrape.of(new String(new Exposition(other).scrape("").body(), StandardCharsets.UTF_8));

      assertThat(theirs.names()).doesNotContain("banyan_events_total");
      assertThat(scrape().value("banyan_events_total", "type", "process-declared")).contains(1.0);
    }
  }

  @Test
  void nothing_is_counted_after_its_close() {
    metrics.close();
    declare(WEB);

    assertThat(scrape().names()).doesNotContain("banyan_events_total");
  }
}
