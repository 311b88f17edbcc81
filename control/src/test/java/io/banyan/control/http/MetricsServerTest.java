package io.banyan.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.banyan.control.json.Json;
import io.banyan.control.metrics.MetricsSettings;
import io.banyan.control.metrics.RuntimeMetrics;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Metrics and the health check as monitoring sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsServerTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String CONTROL_TOKEN = "opens-everything";
  private static final String SCRAPE_TOKEN = "opens-metrics-alone";
  private static final ChildPath MAILER = new ChildPath("workers/mailer");

  private final ActorTestKit testKit = ActorTestKit.create();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final List<RuntimeMetrics> opened = new ArrayList<>();
  private FakeTree tree = new FakeTree();
  private @Nullable ControlServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop().toCompletableFuture().join();
      server = null;
    }
    opened.forEach(RuntimeMetrics::close);
    opened.clear();
    tree = new FakeTree();
  }

  @AfterAll
  void end() {
    testKit.shutdownTestKit();
  }

  private static MetricsSettings.Listener anyPort(String host) {
    return new MetricsSettings.Listener(host, 0);
  }

  private ControlServer start(boolean open, MetricsSettings.@Nullable Listener listener) {
    RuntimeMetrics metrics =
        RuntimeMetrics.follow(
            tree.events,
            tree.view,
            new RuntimeMetrics.About("shop", "1.2.3", "fake", Instant.EPOCH),
            MetricsSettings.from(ConfigFactory.load(), Path.of(".")));
    opened.add(metrics);
    tree.scraping =
        Optional.of(
            new Scraping(
                metrics,
                open,
                open ? Optional.empty() : Optional.of(SCRAPE_TOKEN),
                Optional.ofNullable(listener)));
    return start();
  }

  private ControlServer start() {
    ControlSettings settings = ControlSettings.from(ConfigFactory.load());
    ControlServer started =
        ControlServer.start(testKit.system(), settings, tree.plane(), CONTROL_TOKEN)
            .toCompletableFuture()
            .join();
    server = started;
    return started;
  }

  private static HttpRequest.Builder request(URI base, String path, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT);
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private int status(URI base, String path, String token) throws Exception {
    return send(request(base, path, token)).statusCode();
  }

  private String text(URI base) throws Exception {
    return new String(send(request(base, "/metrics", SCRAPE_TOKEN)).body(), StandardCharsets.UTF_8);
  }

  @Nested
  class AtTheGate {

    @Test
    void the_scrapers_token_opens_metrics_and_nothing_else() throws Exception {
      URI url = start(false, null).url();

      assertThat(status(url, "/metrics", "")).isEqualTo(401);
      assertThat(status(url, "/metrics", "wrong")).isEqualTo(401);
      assertThat(status(url, "/metrics", SCRAPE_TOKEN)).isEqualTo(200);
      assertThat(status(url, "/metrics", CONTROL_TOKEN)).isEqualTo(200);
      assertThat(status(url, "/api/processes", SCRAPE_TOKEN)).isEqualTo(401);
      assertThat(status(url, "/api/processes", CONTROL_TOKEN)).isEqualTo(200);
    }

    @Test
    void open_metrics_open_nothing_else() throws Exception {
      URI url = start(true, null).url();

      assertThat(status(url, "/metrics", "")).isEqualTo(200);
      assertThat(status(url, "/api/processes", "")).isEqualTo(401);
    }

    @Test
    void open_metrics_are_not_open_to_web_pages() throws Exception {
      URI url = start(true, null).url();

      assertThat(send(request(url, "/metrics", "").header("Origin", "http://x")).statusCode())
          .isEqualTo(403);
    }

    @Test
    void where_there_are_none_there_is_nothing() throws Exception {
      URI url = start().url();

      assertThat(status(url, "/metrics", "")).isEqualTo(401);
      assertThat(status(url, "/metrics", CONTROL_TOKEN)).isEqualTo(404);
    }

    @Test
    void nothing_can_be_changed_there() throws Exception {
      URI url = start(true, null).url();
      for (String path : List.of("/metrics", "/healthz")) {
        HttpResponse<byte[]> answer =
            send(request(url, path, "").POST(HttpRequest.BodyPublishers.ofString("x")));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
      }
    }
  }

  @Nested
  class AtAnAddressOfItsOwn {

    @Test
    void there_are_metrics_and_the_health_check_and_nothing_else() throws Exception {
      ControlServer started = start(false, anyPort("127.0.0.1"));
      URI url = started.metricsUrl().orElseThrow();

      assertThat(url.getPort()).isNotEqualTo(started.url().getPort());
      assertThat(status(url, "/metrics", SCRAPE_TOKEN)).isEqualTo(200);
      assertThat(status(url, "/metrics", "")).isEqualTo(401);
      assertThat(status(url, "/healthz", "")).isEqualTo(200);
      assertThat(status(url, "/api/processes", SCRAPE_TOKEN)).isEqualTo(401);
      assertThat(status(url, "/api/processes", CONTROL_TOKEN)).isEqualTo(404);
      assertThat(
              send(request(url, "/api/down", CONTROL_TOKEN)
                      .POST(HttpRequest.BodyPublishers.ofString("{}")))
                  .statusCode())
          .isEqualTo(404);
      assertThat(tree.asked).isEmpty();
    }

    @Test
    void a_port_that_is_taken_is_told() throws Exception {
      try (ServerSocket taken = new ServerSocket(0)) {
        MetricsSettings.Listener listener =
            new MetricsSettings.Listener("127.0.0.1", taken.getLocalPort());

        assertThatThrownBy(() -> start(false, listener)).hasMessageContaining("Bind failed");
      }
    }

    @Test
    void it_ends_with_the_server() {
      ControlServer started = start(true, anyPort("127.0.0.1"));
      URI url = started.metricsUrl().orElseThrow();
      started.stop().toCompletableFuture().join();

      assertThatThrownBy(() -> status(url, "/healthz", "")).isInstanceOf(IOException.class);
    }

    @Test
    void names_are_checked_on_loopback_alone() {
      Gate.Scrapers all = new Gate.Scrapers(true, Optional.empty());
      org.apache.pekko.http.javadsl.model.HttpRequest request =
          org.apache.pekko.http.javadsl.model.HttpRequest.GET("/metrics")
              .addHeader(
                  org.apache.pekko.http.javadsl.model.headers.RawHeader.create(
                      "Host", "monitored.example:9464"));

      for (String loopback : List.of("127.0.0.1", "localhost", "::1")) {
        assertThat(Gate.ofMetrics("t", loopback, 9464, all).refuseSender(request)).isPresent();
      }
      assertThat(Gate.ofMetrics("t", "0.0.0.0", 9464, all).refuseSender(request)).isEmpty();
      assertThat(Gate.of("t", "0.0.0.0", 9464, all).refuseSender(request)).isPresent();
    }
  }

  @Nested
  class Formats {

    @Test
    void are_chosen_by_what_is_accepted() throws Exception {
      URI url = start(true, null).url();
      HttpResponse<byte[]> open =
          send(
              request(url, "/metrics", "")
                  .header(
                      "Accept",
                      "application/openmetrics-text;version=1.0.0;q=0.75,text/plain;q=0.5"));

      assertThat(open.headers().firstValue("Content-Type").orElse(""))
          .isEqualToIgnoringCase("application/openmetrics-text; version=1.0.0; charset=utf-8");
      assertThat(new String(open.body(), StandardCharsets.UTF_8)).endsWith("# EOF\n");
      assertThat(send(request(url, "/metrics", "")).headers().firstValue("Content-Type").orElse(""))
          .isEqualToIgnoringCase("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void are_compressed_for_who_knows_how() throws Exception {
      URI url = start(true, null).url();
      HttpResponse<byte[]> zipped =
          send(request(url, "/metrics", "").header("Accept-Encoding", "gzip"));

      assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
      try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
        assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
            .contains("banyan_processes{state=\"running\"} 1.0");
      }
    }
  }

  @Nested
  class Health {

    private String health(int status) throws Exception {
      HttpResponse<byte[]> answer = send(request(start().url(), "/healthz", ""));
      assertThat(answer.statusCode()).isEqualTo(status);
      return Json.parseObject(new String(answer.body(), StandardCharsets.UTF_8))
          .string("status")
          .orElseThrow();
    }

    private void tell(ProcessEvent event) {
      tree.events.publish(event);
    }

    private void running() {
      tell(new ProcessEvent.Starting(ChildPath.ROOT, 1));
      tell(new ProcessEvent.Ready(ChildPath.ROOT, 1));
    }

    private void ended(Outcome outcome) {
      tell(new ProcessEvent.Ended(ChildPath.ROOT, 1, outcome, Optional.empty(), Optional.empty()));
    }

    @Test
    void is_good_while_it_comes_up() throws Exception {
      assertThat(health(200)).isEqualTo("starting");
    }

    @Test
    void is_good_while_it_runs_also_when_a_child_has_crashed() throws Exception {
      running();
      tell(new ProcessEvent.Starting(MAILER, 1));
      tell(
          new ProcessEvent.Ended(
              MAILER,
              1,
              Outcome.FAILED,
              Optional.empty(),
              Optional.of(new CrashReason.ExitCode(3))));

      assertThat(health(200)).isEqualTo("ok");
    }

    @Test
    void is_bad_while_it_ends() throws Exception {
      running();
      tell(new ProcessEvent.Stopping(ChildPath.ROOT, 1, Optional.empty()));

      assertThat(health(503)).isEqualTo("stopping");
    }

    @Test
    void is_bad_when_it_has_given_up() throws Exception {
      running();
      ended(Outcome.FAILED);

      assertThat(health(503)).isEqualTo("failed");
    }

    @Test
    void is_bad_when_it_has_ended() throws Exception {
      running();
      ended(Outcome.STOPPED);

      assertThat(health(503)).isEqualTo("stopped");
    }
  }
}
