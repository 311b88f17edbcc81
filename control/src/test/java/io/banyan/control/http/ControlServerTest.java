package io.banyan.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.banyan.control.document.GraphDocument;
import io.banyan.control.document.GraphReader;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.Mistake;
import io.banyan.supervision.link.LinkResult;
import io.banyan.supervision.strategy.Refusal;
import io.banyan.supervision.tree.OperationResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlServerTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String TOKEN = "right";

  private final ActorTestKit testKit = ActorTestKit.create();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  @SuppressWarnings("NullAway.Init")
  private FakeTree tree;

  @SuppressWarnings("NullAway.Init")
  private ControlServer server;

  private ControlServer start(FakeTree fake) {
    ControlSettings settings = ControlSettings.from(ConfigFactory.load());
    return ControlServer.start(testKit.system(), settings, fake.plane(), TOKEN)
        .toCompletableFuture()
        .join();
  }

  @BeforeEach
  void freshTree() {
    tree = new FakeTree();
    server = start(tree);
  }

  @AfterEach
  void stop() {
    server.stop().toCompletableFuture().join();
  }

  @AfterAll
  void end() {
    testKit.shutdownTestKit();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .timeout(LIMIT)
        .header("Authorization", "Bearer " + TOKEN);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonObject get(String path) throws Exception {
    return Json.parseObject(send(request(path)).body());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** The status line of a request written by hand. */
  private String raw(String... headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
      String head = "GET /api/runtime HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  @Nested
  class AtTheGate {

    private static final String KNOWN = "Authorization: Bearer right";

    @Test
    void theTokenIsNeededForAllButTheHealthCheck() throws Exception {
      URI runtime = URI.create(server.url() + "/api/runtime");
      URI health = URI.create(server.url() + "/healthz");

      assertThat(send(HttpRequest.newBuilder(runtime)).statusCode()).isEqualTo(401);
      assertThat(
              send(HttpRequest.newBuilder(runtime).header("Authorization", "Bearer wrong"))
                  .statusCode())
          .isEqualTo(401);
      assertThat(send(HttpRequest.newBuilder(health)).statusCode()).isEqualTo(200);
      assertThat(send(request("/api/runtime")).statusCode()).isEqualTo(200);
    }

    @Test
    void anotherHostNameIsRefusedAlsoWithTheToken() throws Exception {
      int port = server.url().getPort();
      assertThat(raw("Host: evil.example:" + port, KNOWN)).contains("403");
      assertThat(raw("Host: 127.0.0.1:" + (port == 1 ? 2 : 1), KNOWN)).contains("403");
      assertThat(raw("Host: localhost:" + port, KNOWN)).contains("200");
    }

    @Test
    void webPagesAreRefused() throws Exception {
      int port = server.url().getPort();
      assertThat(raw("Host: localhost:" + port, KNOWN, "Origin: http://localhost:" + port))
          .contains("403");
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() throws Exception {
      assertThat(post("/api/operations/stop", " ".repeat(64 * 1024 + 1)).statusCode())
          .isEqualTo(413);
    }
  }

  @Nested
  class Showing {

    @Test
    void aSupervisorCountsItsChildrenAndTellsItsTemplate() throws Exception {
      JsonObject workers = get("/api/processes/workers");

      assertThat(workers.object("counts").orElseThrow().toString())
          .isEqualTo("{\"specs\":1,\"active\":2,\"supervisors\":0,\"workers\":3}");
      assertThat(workers.object("template").orElseThrow().toString())
          .isEqualTo("{\"id\":\"mailer\",\"command\":[\"mailer\",\"-v\"]}");
      assertThat(workers.number("maxChildren")).contains(4L);
      assertThat(get("/api/processes/web").fields())
          .containsEntry("counts", null)
          .containsEntry("maxChildren", null);
    }

    @Test
    void processesComeInTreeOrderWithoutSupervisors() throws Exception {
      Object array = Json.parse(send(request("/api/processes")).body());
      List<JsonObject> rows = JsonObject.objectsOf((List<?>) array);

      assertThat(rows.stream().map(row -> row.string("path").orElse("")))
          .containsExactly("web", "workers/mailer", "idle");
      assertThat(rows.get(0).fields().keySet())
          .containsExactly(
              "id",
              "path",
              "pid",
              "state",
              "status",
              "restarts",
              "restart",
              "incarnation",
              "uptimeSeconds",
              "cpuPercent",
              "rssBytes",
              "processes",
              "ownCpuPercent",
              "ownRssBytes",
              "alerts",
              "groups",
              "supervisor",
              "startedAt",
              "exitedAt",
              "exitCode",
              "signal",
              "reason",
              "waitsFor",
              "periodic");
      assertThat(rows.get(0).number("pid")).contains(ProcessHandle.current().pid());
      assertThat(rows.get(2).fields()).containsEntry("pid", null);
    }

    @Test
    void oneIsFoundByIdByPathAndByAnEncodedPath() throws Exception {
      for (String id : List.of("mailer", "workers/mailer", "workers%2Fmailer")) {
        assertThat(get("/api/processes/" + id).string("path")).contains("workers/mailer");
      }
      assertThat(get("/api/processes/%2F").string("kind")).contains("supervisor");
      assertThat(send(request("/api/processes/nobody")).statusCode()).isEqualTo(404);
    }

    @Test
    void theGraphIsNested() throws Exception {
      JsonObject root = get("/api/graph");

      assertThat(root.string("strategy")).contains("one-for-one");
      assertThat(root.objects("children").get(1).objects("children").get(0).string("path"))
          .contains("workers/mailer");
    }

    @Test
    void theGraphHasAllItsEdgesAndCanBeReadAgain() throws Exception {
      JsonObject root = get("/api/graph");

      assertThat(root.objects("edges"))
          .extracting(edge -> edge.string("type").orElse(""))
          .containsExactly("links", "monitors");
      assertThat(root.strings("observers")).containsExactly("somebody");
      assertThat(GraphDocument.of(GraphReader.read(root))).hasToString(root.toString());
    }

    @ParameterizedTest
    @CsvSource({"text,shop (one-for-one)", "dot,digraph \"shop\"", "mermaid,flowchart TD"})
    void theGraphIsDrawnInTheFormatThatIsAskedFor(String format, String first) throws Exception {
      HttpResponse<String> answer = send(request("/api/graph?format=" + format));

      assertThat(answer.body()).startsWith(first).contains("mailer");
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=UTF-8");
    }

    @Test
    void anUnknownFormatIsRefused() throws Exception {
      assertThat(send(request("/api/graph?format=png")).statusCode()).isEqualTo(400);
    }

    @Test
    void oneChildTellsItsLinks() throws Exception {
      assertThat(get("/api/processes/web").strings("links")).containsExactly("workers/mailer");
      assertThat(get("/api/processes/idle").strings("links")).isEmpty();
    }

    @Test
    void theRuntimeTellsWhoItIs() throws Exception {
      assertThat(get("/api/runtime").string("name")).contains("shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/api/", "/nothing", "/api/graph/x", "/api/operations"})
    void whatIsNotThereIsToldInJson(String path) throws Exception {
      HttpResponse<String> answer = send(request(path));

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(Json.parseObject(answer.body()).object("error")).isPresent();
    }
  }

  @Nested
  class Steering {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "start   | {\"id\":\"web\"}                          | start web",
          "stop    | {\"id\":\"mailer\",\"timeout\":\"2s\"}    | stop workers/mailer within PT2S",
          "stop    | {\"id\":\"web\",\"force\":true}           | stop web within PT0S",
          "restart | {\"id\":\"web\"}                          | restart web",
          "reload  | {\"id\":\"web\"}                          | reload web",
          "kill    | {\"id\":\"web\"}                          | kill web TERM",
          "remove  | {\"id\":\"idle\"}                         | delete idle",
          "kill    | {\"id\":\"web\",\"signal\":\"9\"}         | kill web KILL",
          "signal  | {\"id\":\"web\",\"signal\":\"SIGHUP\"}    | signal web HUP"
        })
    void anOperationReachesTheTree(String verb, String body, String asked) throws Exception {
      assertThat(post("/api/operations/" + verb, body).statusCode()).isEqualTo(200);
      assertThat(tree.asked).containsExactly(asked);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "restart | {\"group\":\"nightly\"}                  | restart web, restart workers/mailer",
          "restart | {\"id\":\"nightly\",\"rolling\":true}   | restart web, restart workers/mailer",
          "stop    | {\"group\":\"nightly\"}                  | stop workers/mailer, stop web",
          "kill    | {\"group\":\"front\",\"signal\":\"9\"}  | kill web KILL"
        })
    void anOperationOnAGroupReachesAllOfIt(String verb, String body, String asked)
        throws Exception {
      HttpResponse<String> answer = post("/api/operations/" + verb, body);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(String.join(", ", tree.asked)).isEqualTo(asked);
      assertThat(Json.parseObject(answer.body()).objects("results"))
          .hasSize(asked.split(", ").length);
    }

    @Test
    void aFailureHaltsARollingRestart() throws Exception {
      tree.result = new OperationResult.Failed("no luck");

      HttpResponse<String> answer =
          post("/api/operations/restart", "{\"group\":\"nightly\",\"rolling\":true}");

      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(tree.asked).containsExactly("restart web");
      assertThat(answer.body()).contains("no luck", "not tried");
      assertThat(post("/api/operations/stop", "{\"group\":\"none\"}").statusCode()).isEqualTo(404);
    }

    @Test
    void aReloadTellsWhatChangedOrWhatIsWrong() throws Exception {
      HttpResponse<String> same = post("/api/reload", "");
      assertThat(same.statusCode()).isEqualTo(200);
      assertThat(same.body()).isEqualTo("{\"result\":\"read\",\"changes\":[],\"later\":[]}\n");

      tree.file = new LoadResult.Invalid(List.of(new Mistake("x.conf", 7, "banyan", "bad")));
      HttpResponse<String> wrong = post("/api/reload", "{\"dryRun\":true}");
      assertThat(wrong.statusCode()).isEqualTo(409);
      assertThat(wrong.body()).contains("\"result\":\"invalid\"", "x.conf:7: banyan: bad");
      assertThat(post("/api/reload", "{\"force\":true}").statusCode()).isEqualTo(400);
    }

    @Test
    void childrenJoinAndLeaveGroups() throws Exception {
      assertThat(post("/api/groups/late/add", "{\"id\":\"mailer\"}").body())
          .contains("\"result\":\"joined\"");
      assertThat(post("/api/groups/late/remove", "{\"id\":\"web\"}").statusCode()).isEqualTo(200);
      assertThat(post("/api/groups/late/add", "{\"id\":\"nobody\"}").statusCode()).isEqualTo(404);
      assertThat(post("/api/groups/late/add", "{\"group\":\"x\"}").statusCode()).isEqualTo(400);
      assertThat(tree.asked).containsExactly("workers/mailer joins late", "web leaves late");
      assertThat(send(request("/api/groups")).body())
          .contains("{\"group\":\"front\",\"members\":[{\"id\":\"web\"");
    }

    @Test
    void anotherChildIsMadeByItsSupervisor() throws Exception {
      tree.result = new OperationResult.StartedAnother(new ChildPath("workers/nightly"));

      HttpResponse<String> made =
          post(
              "/api/operations/add",
              "{\"id\":\"workers\",\"as\":\"nightly\",\"arguments\":[\"-v\",\"a b\"]}");

      assertThat(made.statusCode()).isEqualTo(200);
      assertThat(made.body())
          .isEqualTo("{\"id\":\"workers\",\"result\":\"started\",\"path\":\"workers/nightly\"}\n");
      assertThat(tree.asked).containsExactly("start another of workers as nightly[-v, a b]");
    }

    @Test
    void whoCannotMakeAnotherChildSaysWhy() throws Exception {
      tree.result = new OperationResult.Refused(Refusal.MAX_CHILDREN);
      HttpResponse<String> full = post("/api/operations/add", "{\"id\":\"workers\"}");
      assertThat(full.statusCode()).isEqualTo(409);
      assertThat(full.body()).contains("as many children as max-children allows");

      HttpResponse<String> process = post("/api/operations/add", "{\"id\":\"web\"}");
      assertThat(process.statusCode()).isEqualTo(409);
      assertThat(process.body()).contains("it is no supervisor");
      assertThat(post("/api/operations/add", "{\"id\":\"nobody\"}").statusCode()).isEqualTo(404);
      assertThat(tree.asked).containsExactly("start another of workers[]");
    }

    @Test
    void whatIsLinkedOrNotIsSaid() throws Exception {
      HttpResponse<String> linked =
          post("/api/operations/link", "{\"id\":\"web\",\"with\":\"mailer\"}");
      assertThat(linked.statusCode()).isEqualTo(200);
      assertThat(linked.body())
          .isEqualTo("{\"id\":\"web\",\"with\":\"mailer\",\"result\":\"linked\"}\n");

      tree.linked = new LinkResult.NotAlive(FakeTree.WEB);
      HttpResponse<String> down =
          post("/api/operations/link", "{\"id\":\"web\",\"with\":\"idle\"}");
      assertThat(down.statusCode()).isEqualTo(409);
      assertThat(down.body()).contains("web is not running");

      tree.linked = new LinkResult.NotLinked();
      assertThat(post("/api/operations/unlink", "{\"id\":\"web\",\"with\":\"idle\"}").body())
          .contains("not-linked");
      HttpResponse<String> nobody =
          post("/api/operations/unlink", "{\"id\":\"web\",\"with\":\"nobody\"}");
      assertThat(nobody.statusCode()).isEqualTo(404);
      assertThat(nobody.body()).contains("\"missing\":\"nobody\"");
      assertThat(tree.asked)
          .containsExactly("link web workers/mailer", "link web idle", "unlink web idle");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "add  | {\"id\":\"workers\",\"as\":\"a b\"}         | not an id",
          "add  | {\"id\":\"workers\",\"as\":7}               | not an id",
          "add  | {\"id\":\"workers\",\"arguments\":\"x\"}    | must be a list of texts",
          "add  | {\"id\":\"workers\",\"arguments\":[1]}      | must be a list of texts",
          "add  | {\"group\":\"x\"}                           | add has no field group",
          "add  | {}                                        | id has to name a supervisor",
          "link | {\"id\":\"web\"}                            | two fields: id and with",
          "link | {\"id\":\"web\",\"with\":1}                 | with is no text"
        })
    void whatIsNoProperRequestIsExplained(String verb, String body, String why) throws Exception {
      HttpResponse<String> answer = post("/api/operations/" + verb, body);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains(why);
      assertThat(tree.asked).isEmpty();
    }

    @Test
    void resultsHaveTheirWordAndStatus() throws Exception {
      tree.result = new OperationResult.SignalSent(Signal.TERM);
      assertThat(post("/api/operations/kill", "{\"id\":\"web\"}").body())
          .isEqualTo("{\"id\":\"web\",\"result\":\"sent\",\"signal\":\"TERM\"}\n");

      tree.result = new OperationResult.Failed("no luck");
      HttpResponse<String> failed = post("/api/operations/kill", "{\"id\":\"web\"}");
      assertThat(failed.statusCode()).isEqualTo(409);
      assertThat(failed.body()).contains("\"reason\":\"no luck\"");

      HttpResponse<String> missing = post("/api/operations/kill", "{\"id\":\"nobody\"}");
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(missing.body()).contains("\"result\":\"not-found\"");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "[]",
          "{}",
          "{\"id\":\"web\",\"signal\":\"NONE\"}",
          "{\"id\":\"web\",\"timeout\":\"5\"}",
          "{\"id\":\"web\",\"timeout\":5}",
          "{\"id\":\"web\",\"timeout\":\"soon\"}",
          "{\"id\":\"web\",\"speed\":1}"
        })
    void whatCannotBeUnderstoodIsNotDone(String body) throws Exception {
      HttpResponse<String> answer = post("/api/operations/kill", body);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(Json.parseObject(answer.body()).object("error")).isPresent();
      assertThat(tree.asked).isEmpty();
    }

    @Test
    void downIsAnsweredBeforeTheTreeHasEnded() throws Exception {
      assertThat(post("/api/down", "{\"force\":true}").statusCode()).isEqualTo(202);
      assertThat(post("/api/down", "").statusCode()).isEqualTo(202);
      assertThat(tree.asked).containsExactly("shutdown brutally", "shutdown");
    }
  }

  @Nested
  class Reading {

    private HttpResponse<Stream<String>> follow(String query) throws Exception {
      return client.send(
          request("/api/processes/web/logs?follow=true&" + query).build(),
          HttpResponse.BodyHandlers.ofLines());
    }

    @Test
    void theLastLinesAreThere() throws Exception {
      tree.write(OutputStreamKind.STDOUT, "one");
      tree.write(OutputStreamKind.STDERR, "two");
      tree.write(OutputStreamKind.STDOUT, "three");

      assertThat(send(request("/api/processes/web/logs?lines=2")).body().lines())
          .hasSize(2)
          .first()
          .asString()
          .contains("\"stream\":\"stderr\"", "\"text\":\"two\"");
      assertThat(send(request("/api/processes/web/logs?stderr=true")).body().lines()).hasSize(1);
      assertThat(send(request("/api/processes/workers/logs")).statusCode()).isEqualTo(409);
      assertThat(send(request("/api/processes/web/logs?lines=-1")).statusCode()).isEqualTo(400);
    }

    @Test
    void aFollowerSeesWhatComesUntilTheServerStops() throws Exception {
      tree.write(OutputStreamKind.STDOUT, "before");
      try (Stream<String> lines = follow("lines=1").body()) {
        var line = lines.iterator();
        assertThat(line.next()).contains("before");
        tree.write(OutputStreamKind.STDOUT, "after");
        assertThat(line.next()).contains("after");

        stop();
        assertThat(line.hasNext()).isFalse();
      }
    }

    @Test
    void aSlowReaderFindsAGapAndDelaysNobody() throws Exception {
      String padding = "x".repeat(10_000);
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
        String head =
            "GET /api/processes/web/logs?follow=true&lines=0 HTTP/1.1\r\nHost: localhost:"
                + server.url().getPort()
                + "\r\nAuthorization: Bearer right\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        assertThat(in.readLine()).contains("200");

        // Far more than all buffers between here and there can hold, without reading any of it.
        for (int i = 0; i < 5_000; i++) {
          tree.write(OutputStreamKind.STDOUT, padding);
        }
        tree.write(OutputStreamKind.STDOUT, "the last");

        boolean gap = false;
        String line = in.readLine();
        while (line != null && !line.contains("the last")) {
          gap |= line.contains("\"dropped\":");
          line = in.readLine();
        }
        assertThat(line).as("it got to the end").isNotNull();
        assertThat(gap).as("and was told of the gap").isTrue();
      }
    }
  }
}
