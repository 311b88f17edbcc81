package io.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.fixture.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a monitoring system sees of the packaged command and real processes. */
class MetricsIT {

  private static final String TOKEN = "0123456789abcdef";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String TREE =
      """
      banyan {
        name = watched
        metrics { port = 0, token-file = token }
        tree { max-restarts = 100000, children = [
          { id = steady, command = ["sleep", "1000"] }
          { id = crashing, command = "sleep 0.2; exit 7" }
          { id = deaf, shutdown = 3s, command = "trap '' TERM; while :; do sleep 0.1; done" }
        ]}
      }
      """;

  @TempDir Path folder = Path.of("set by JUnit");
  private Shell shell = new Shell(folder);
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  @BeforeEach
  void begin() throws IOException {
    shell = new Shell(folder);
    shell.write("application.conf", TREE);
    shell.write("token", TOKEN + "\n");
    Files.setPosixFilePermissions(
        folder.resolve("token"), PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void end() {
    shell.close();
  }

  private HttpResponse<String> get(String url, String token) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The value of a series; 0 when there is none. */
  private static double value(String text, String series) {
    Matcher line = Pattern.compile("(?m)^" + Pattern.quote(series) + " (.*)$").matcher(text);
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }

  @Test
  void crashes_and_restarts_are_counted_and_the_end_is_told() throws Exception {
    Process up = shell.up();
    shell.awaitProgress("/metrics");
    Matcher told = Pattern.compile("metrics at (http\\S+)/metrics").matcher(shell.progress());
    assertThat(told.find()).isTrue();
    String url = told.group(1);

    String text =
        Await.value(
            "two restarts",
            () -> get(url + "/metrics", TOKEN).body(),
            page -> value(page, "banyan_process_restarts_total{process=\"crashing\"}") >= 2);

    assertThat(value(text, "banyan_restarts_total{reason=\"exit-code\"}")).isGreaterThan(1);
    assertThat(
            value(text, "banyan_exits_total{kind=\"exited\",outcome=\"failed\",status=\"1-125\"}"))
        .isGreaterThan(1);
    assertThat(value(text, "banyan_restart_duration_seconds_count")).isGreaterThan(1);
    assertThat(value(text, "banyan_process_resident_memory_bytes{process=\"steady\"}"))
        .isPositive();
    assertThat(text).contains("# TYPE banyan_journal_waiting_events gauge");
    assertThat(get(url + "/metrics", "wrong-wrong-wrong").statusCode()).isEqualTo(401);
    Await.value(
        "the tree", () -> get(url + "/healthz", "").body(), "{\"status\":\"ok\"}\n"::equals);

    up.destroy();
    // One of its children does not listen for three seconds.
    Await.value(
        "the end of being well",
        () -> get(url + "/healthz", ""),
        told503 -> told503.statusCode() == 503);
    assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isZero();
  }

  @Test
  void a_token_that_everybody_can_read_is_refused_before_anything_starts() throws Exception {
    Files.setPosixFilePermissions(
        folder.resolve("token"), PosixFilePermissions.fromString("rw-r--r--"));

    Shell.Result refused = shell.run("up");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("banyan.metrics.token-file").doesNotContain(TOKEN);
    assertThat(shell.pids()).isEmpty();
  }
}
