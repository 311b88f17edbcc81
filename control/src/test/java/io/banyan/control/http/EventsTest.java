package io.banyan.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ResourceUsage;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code GET /api/events}, and what is said while facts cannot be kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ActorTestKit testKit = ActorTestKit.create();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  @SuppressWarnings("NullAway.Init")
  private FakeTree tree;

  @SuppressWarnings("NullAway.Init")
  private ControlServer server;

  @BeforeEach
  void start() {
    tree = new FakeTree();
    server =
        ControlServer.start(
                testKit.system(), ControlSettings.from(ConfigFactory.load()), tree.plane(), "token")
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() {
    server.stop().toCompletableFuture().join();
  }

  @AfterAll
  void end() {
    testKit.shutdownTestKit();
  }

  @Test
  void the_past_is_found_by_child_and_type_with_all_that_is_known_of_a_fact() throws Exception {
    ProcessExit exit = new ProcessExit(new ExitStatus.Exited(7), ResourceUsage.UNKNOWN);
    tree.events.publish(
        new ProcessEvent.Ended(
            FakeTree.WEB,
            1,
            Outcome.FAILED,
            Optional.of(exit),
            Optional.of(new CrashReason.ExitCode(7))));

    List<JsonObject> found = lines("/api/events?id=web&type=ready,ended");
    assertThat(found)
        .extracting(line -> line.string("type"))
        .containsExactly(Optional.of("ready"), Optional.of("failed"));
    JsonObject end = found.get(1);
    assertThat(end.number("pid")).contains(ProcessHandle.current().pid());
    assertThat(end.number("incarnation")).contains(1L);
    assertThat(end.number("exitCode")).contains(7L);
    assertThat(end.string("reason")).contains("Exit code: 7");
    assertThat(end.string("text")).contains("failed: Exit code: 7");
    assertThat(end.number("sequence")).contains(tree.events.lastSequence());
    assertThat(lines("/api/events?count=2")).hasSize(2).last().isEqualTo(end);
    assertThat(lines("/api/events?after=" + tree.events.lastSequence())).isEmpty();
    assertThat(lines("/api/events?since=1h")).hasSize((int) tree.events.lastSequence());
  }

  @Test
  void what_makes_no_sense_is_refused_in_words() throws Exception {
    for (String query : List.of("type=nonsense", "since=yesterday", "count=-1", "after=x")) {
      HttpResponse<String> answer = send("/api/events?" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertThat(answer.body()).contains(query.substring(0, query.indexOf('=')));
    }
  }

  @Test
  void server_sent_events_go_on_after_the_last_that_was_seen_and_then_with_what_comes()
      throws Exception {
    long seen = tree.events.lastSequence() - 1;
    HttpRequest request =
        request("/api/events")
            .header("Accept", "text/event-stream")
            .header("Last-Event-ID", Long.toString(seen))
            .build();
    HttpResponse<Stream<String>> answer = client.send(request, HttpResponse.BodyHandlers.ofLines());
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    try (Stream<String> lines = answer.body()) {
      Iterator<String> ids =
          lines.filter(line -> line.startsWith("id: ")).map(line -> line.substring(4)).iterator();
      assertThat(ids.next()).isEqualTo(Long.toString(seen + 1));
      for (int i = 2; i < 50; i++) {
        tree.events.publish(new ProcessEvent.Healthy(FakeTree.WEB, 1));
        assertThat(ids.next()).isEqualTo(Long.toString(seen + i));
      }
    }
  }

  @Test
  void while_facts_cannot_be_kept_every_answer_says_so() throws Exception {
    assertThat(send("/healthz").statusCode()).isEqualTo(200);
    assertThat(send("/api/processes").headers().firstValue("Banyan-Warning")).isEmpty();

    tree.trouble = Optional.of("the journal cannot be written: pl\u00f6tzlich\nvoll");
    HttpResponse<String> health = send("/healthz");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body().strip()).isEqualTo("{\"status\":\"degraded\"}");
    assertThat(send("/api/processes").headers().firstValue("Banyan-Warning"))
        .contains("the journal cannot be written: pl?tzlich?voll");
  }

  private List<JsonObject> lines(String path) throws Exception {
    return send(path).body().lines().map(EventsTest::parse).toList();
  }

  private HttpResponse<String> send(String path) throws Exception {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .timeout(LIMIT)
        .header("Authorization", "Bearer token");
  }

  private static JsonObject parse(String line) {
    try {
      return Json.parseObject(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }
}
