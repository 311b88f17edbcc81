package io.banyan.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.Query;
import org.apache.pekko.stream.javadsl.Framing;
import org.apache.pekko.stream.javadsl.FramingTruncation;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogsTest {

  private static final ChildPath MAILER = new ChildPath("workers/mailer");
  private static final ChildPath IDLE = new ChildPath("idle");

  private final ActorTestKit testKit = ActorTestKit.create();
  private FakeTree tree = new FakeTree();
  private Logs logs = logs();

  @BeforeEach
  void freshTree() {
    tree = new FakeTree();
    logs = logs();
  }

  @AfterAll
  void end() {
    testKit.shutdownTestKit();
  }

  private Logs logs() {
    return new Logs(testKit.system(), tree.view, tree.outputs, Clock.systemUTC());
  }

  @Test
  void the_lines_of_several_are_in_the_order_of_their_times() throws Exception {
    tree.write(MAILER, OutputStreamKind.STDOUT, "one");
    tree.write(OutputStreamKind.STDOUT, "two");
    tree.write(OutputStreamKind.STDERR, "three");
    tree.write(MAILER, OutputStreamKind.STDERR, "four");

    assertThat(texts("id=web&id=mailer"))
        .containsExactly(
            "workers/mailer 1 one", "web 1 two", "web 2 three", "workers/mailer 2 four");
    assertThat(texts("id=web&id=mailer&lines=1"))
        .containsExactly("web 2 three", "workers/mailer 2 four");
    assertThat(texts("id=web&id=web&stream=stdout")).containsExactly("web 1 two");
    assertThat(texts("id=mailer&stderr=true")).containsExactly("workers/mailer 2 four");
    assertThat(texts("id=web&since=1h")).hasSize(2);
    assertThat(texts("id=web&since=2100-01-01T00:00:00Z")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "id=/, web workers/mailer",
    "id=workers, workers/mailer",
    "group=nightly, web workers/mailer",
    "id=nightly, web workers/mailer",
    "id=workers/mailer&id=mailer, workers/mailer",
  })
  void a_supervisor_a_group_and_a_common_name_are_all_who_are_meant(String query, String paths)
      throws Exception {
    tree.write(OutputStreamKind.STDOUT, "a");
    tree.write(MAILER, OutputStreamKind.STDOUT, "b");

    assertThat(String.join(" ", lines(query).stream().map(LogsTest::path).toList()))
        .isEqualTo(paths);
  }

  @ParameterizedTest
  @CsvSource({
    "id=web&id=nobody, 404",
    "group=nobody, 404",
    "group=web, 404",
    "lines=3, 400",
  })
  void what_nobody_is_called_is_refused(String query, int status) {
    assertThat(logs.some(Query.create(query)).status().intValue()).isEqualTo(status);
  }

  @Test
  void followers_of_several_miss_nothing_between_what_was_and_what_comes() throws Exception {
    tree.write(OutputStreamKind.STDOUT, "1");
    tree.write(MAILER, OutputStreamKind.STDOUT, "1");
    HttpResponse answer = logs.some(Query.create("id=web&id=mailer&follow=true"));
    tree.write(OutputStreamKind.STDOUT, "2");
    Lines lines = new Lines(answer);

    assertThat(lines.next()).isEqualTo("web 1 1");
    assertThat(lines.next()).isEqualTo("workers/mailer 1 1");
    assertThat(lines.next()).isEqualTo("web 2 2");
    tree.write(MAILER, OutputStreamKind.STDERR, "2");
    assertThat(lines.next()).isEqualTo("workers/mailer 2 2");
    lines.cancel();
  }

  @Test
  void a_child_that_was_never_launched_is_waited_for() throws Exception {
    Lines lines = new Lines(logs.some(Query.create("id=idle&follow=true&lines=0")));
    tree.write(IDLE, OutputStreamKind.STDOUT, "up");

    assertThat(lines.next()).isEqualTo("idle 1 up");
    lines.cancel();
  }

  @Test
  void of_a_child_that_is_replaced_both_are_followed() throws Exception {
    tree.write(IDLE, OutputStreamKind.STDOUT, "before");
    Lines lines = new Lines(logs.some(Query.create("id=idle&follow=true")));
    assertThat(lines.next()).isEqualTo("idle 1 before");
    tree.remove(IDLE);
    tree.events.publish(
        new ProcessEvent.ProcessDeclared(IDLE, false, "permanent", List.of("sleep", "1")));
    tree.write(IDLE, OutputStreamKind.STDOUT, "after");

    assertThat(lines.next()).isEqualTo("idle 1 after");
    lines.cancel();
  }

  @Test
  void the_answer_ends_when_nobody_who_is_followed_is_left() throws Exception {
    tree.write(IDLE, OutputStreamKind.STDOUT, "last");
    Lines lines = new Lines(logs.some(Query.create("id=idle&follow=true")));
    assertThat(lines.next()).isEqualTo("idle 1 last");
    tree.remove(IDLE);

    assertThat(lines.hasEnded()).isTrue();
  }

  @Test
  void a_hundred_followers_all_get_everything() throws Exception {
    List<Lines> followers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      followers.add(new Lines(logs.some(Query.create("id=web&follow=true&lines=0"))));
    }
    for (int i = 1; i <= FakeTree.KEPT_LINES; i++) {
      tree.write(OutputStreamKind.STDOUT, "line");
    }

    for (Lines follower : followers) {
      for (int i = 1; i <= FakeTree.KEPT_LINES; i++) {
        assertThat(follower.next()).isEqualTo("web " + i + " line");
      }
      follower.cancel();
    }
  }

  @Test
  void what_one_stream_lost_is_told_where_it_alone_is_read() throws Exception {
    HttpResponse answer = logs.some(Query.create("id=web&follow=true&stderr=true"));
    for (int i = 0; i < FakeTree.KEPT_LINES; i++) {
      tree.write(OutputStreamKind.STDOUT, "not asked for");
    }
    for (int i = 0; i < FakeTree.KEPT_LINES + 7; i++) {
      tree.write(OutputStreamKind.STDERR, "flood");
    }
    Lines lines = new Lines(answer);

    JsonObject gap = lines.object();
    assertThat(gap.number("dropped")).contains(7L);
    assertThat(gap.string("stream")).contains("stderr");
    assertThat(path(gap)).isEqualTo("web");
    assertThat(lines.next()).isEqualTo("web " + (FakeTree.KEPT_LINES + 8) + " flood");
    lines.cancel();
  }

  private List<String> texts(String query) throws Exception {
    return lines(query).stream().map(LogsTest::text).toList();
  }

  private List<JsonObject> lines(String query) throws Exception {
    List<String> lines =
        lines(logs.some(Query.create(query)))
            .runWith(Sink.seq(), testKit.system())
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    List<JsonObject> objects = new ArrayList<>();
    for (String line : lines) {
      objects.add(Json.parseObject(line));
    }
    return objects;
  }

  private static Source<String, Object> lines(HttpResponse answer) {
    assertThat(answer.status().intValue()).isEqualTo(200);
    return answer
        .entity()
        .getDataBytes()
        .via(Framing.delimiter(ByteString.fromString("\n"), 100_000, FramingTruncation.ALLOW))
        .map(ByteString::utf8String)
        .filter(line -> !line.isEmpty());
  }

  private static String path(JsonObject line) {
    return line.string("path").orElse("");
  }

  private static String text(JsonObject line) {
    return path(line)
        + " "
        + line.number("seq").map(Number::longValue).orElse(0L)
        + " "
        + line.string("text").orElse("");
  }

  /** What one follower reads. */
  private final class Lines {
    private final SinkQueueWithCancel<String> queue;

    Lines(HttpResponse answer) {
      queue = lines(answer).runWith(Sink.queue(), testKit.system());
    }

    String next() throws Exception {
      return text(object());
    }

    JsonObject object() throws Exception {
      return Json.parseObject(pull().orElseThrow(() -> new IOException("it has ended")));
    }

    boolean hasEnded() throws Exception {
      return pull().isEmpty();
    }

    private Optional<String> pull() throws Exception {
      return queue.pull().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    void cancel() {
      queue.cancel();
    }
  }
}
