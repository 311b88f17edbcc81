package io.banyan.channels.exchange;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banyan.channels.exchange.framing.LengthPrefixed;
import io.banyan.channels.fixture.Program;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.output.WhenFull;
import io.banyan.runtime.process.ManagedProcess;
import io.banyan.runtime.process.ProcessSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExchangeIT {

  private static final String DOUBLE =
      "while read -r n; do echo \"working on $n\" >&2; echo $((2 * n)); done";

  private final Program program = new Program();
  private final Exchanges exchanges = Exchanges.start(program.outputs(), program.config());

  @AfterEach
  void close() {
    exchanges.close();
    program.close();
  }

  @Test
  void a_loop_of_the_shell_answers_line_by_line_and_its_log_has_it_all() throws Exception {
    try (Exchange<String, String> exchange = exchanges.open(Program.PATH, Protocol.lines())) {
      program.shell(DOUBLE);

      assertThat(exchange.request("21").get(60, SECONDS)).isEqualTo("42");
      List<CompletableFuture<String>> many = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        many.add(exchange.request("" + i));
      }
      for (int i = 0; i < 500; i++) {
        assertThat(many.get(i).get(60, SECONDS)).isEqualTo("" + 2 * i);
      }
      assertThat(exchange.inFlight() + exchange.waiting()).isZero();
    }
    assertThat(program.log()).hasSize(501).startsWith("42", "0", "2", "4");
  }

  @Test
  void python_answers_json_out_of_order() throws Exception {
    Optional<String> python = python();
    assumeTrue(python.isPresent(), "no python3 here");
    Exchange<JsonNode, JsonNode> exchange = exchanges.open(Program.PATH, Protocol.jsonById());
    String loop =
        "import sys, json\n"
            + "held = None\n"
            + "print('warming up', flush=True)\n"
            + "for line in sys.stdin:\n"
            + "    m = json.loads(line)\n"
            + "    if held is None: held = m\n"
            + "    else:\n"
            + "        for r in (m, held):\n"
            + "            print(json.dumps({'id': r['id'], 'square': r['n'] ** 2}), flush=True)\n"
            + "        held = None\n";
    program.start(Program.spec(List.of(python.get(), "-c", loop), StdinSource.PIPE));

    CompletableFuture<JsonNode> three = exchange.request(number(3));
    CompletableFuture<JsonNode> four = exchange.request(number(4));

    assertThat(four.get(60, SECONDS).get("square").asInt()).isEqualTo(16);
    assertThat(three.get(60, SECONDS).get("square").asInt()).isEqualTo(9);
  }

  @Test
  void frames_of_a_mebibyte_come_back_whole() throws Exception {
    Exchange<byte[], byte[]> exchange = exchanges.open(Program.PATH, Protocol.frames());
    program.shell("exec cat");
    Random random = new Random(1);
    List<byte[]> sent = new ArrayList<>();
    List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      byte[] frame = new byte[i % 3 == 0 ? i : 1 << 20];
      random.nextBytes(frame);
      sent.add(frame);
      answers.add(exchange.request(frame));
    }

    for (int i = 0; i < sent.size(); i++) {
      assertThat(answers.get(i).get(60, SECONDS)).isEqualTo(sent.get(i));
    }
  }

  @Test
  void what_a_slow_process_answers_too_late_is_not_taken_for_the_next_answer() throws Exception {
    Exchange<String, String> exchange = exchanges.open(Program.PATH, Protocol.lines());
    program.shell("read -r first; read -r go; echo late; while read -r n; do echo $n; done");

    CompletableFuture<String> late = exchange.request("first", Duration.ofMillis(50));
    assertThat(failure(late)).isEqualTo(new ExchangeFailure.TimedOut(Duration.ofMillis(50), true));
    // Its answer belongs to the second request by the order, were the first one's place not kept.
    CompletableFuture<String> go = exchange.request("go");
    CompletableFuture<String> next = exchange.request("next");

    assertThat(go.get(60, SECONDS)).isEqualTo("next");
    next.cancel(false);
  }

  @Test
  void a_crash_in_the_midst_fails_what_it_had_and_the_successor_goes_on() throws Exception {
    Exchange<String, String> exchange =
        exchanges.open(
            Program.PATH,
            ExchangeSettings.of(Protocol.lines(), exchanges.limits().withMaxInFlight(1)));
    program.shell("while read -r n; do [ $n = poison ] && { printf half; exit 3; }; echo $n; done");

    assertThat(exchange.request("1").get(60, SECONDS)).isEqualTo("1");
    CompletableFuture<String> poison = exchange.request("poison");
    CompletableFuture<String> next = exchange.request("2");

    assertThat(failure(poison))
        .isEqualTo(
            new ExchangeFailure.Ended(
                new Departure(1, Outcome.FAILED, Optional.of(new CrashReason.ExitCode(3)))));
    program.awaitEnd();
    assertThat(next).isNotDone();
    program.shell("while read -r n; do echo again $n; done");
    assertThat(next.get(60, SECONDS)).isEqualTo("again 2");
  }

  @Test
  void a_killed_process_fails_all_that_it_had() {
    Exchange<String, String> exchange = exchanges.open(Program.PATH, Protocol.lines());
    ActorRef<ManagedProcess.Command> process = program.shell("exec sleep 1000");
    List<CompletableFuture<String>> pending = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      pending.add(exchange.request("" + i));
    }

    program.kill(process);

    for (CompletableFuture<String> one : pending) {
      assertThat(failure(one))
          .isEqualTo(new ExchangeFailure.Ended(new Departure(1, Outcome.KILLED, Optional.empty())));
    }
  }

  @Test
  void a_flood_that_nobody_asked_for_is_heard_and_then_the_answer() throws Exception {
    AtomicLong heard = new AtomicLong();
    Exchange<String, String> exchange =
        exchanges.open(
            Program.PATH,
            ExchangeSettings.of(Protocol.lines(), exchanges.limits())
                .withListener(
                    new ExchangeListener<>() {
                      @Override
                      public void onUnsolicited(String message) {
                        heard.incrementAndGet();
                      }
                    }));
    program.shell("i=0; while [ $i -lt 20000 ]; do echo $i; i=$((i+1)); done; exec cat");

    Await.until("all of the flood", () -> heard.get() == 20_000);
    assertThat(exchange.request("after").get(60, SECONDS)).isEqualTo("after");
  }

  @Test
  void one_that_never_reads_holds_back_and_every_request_is_told_in_time() {
    ExchangeLimits limits =
        exchanges.limits().withMaxInFlight(100).withTimeout(Duration.ofMillis(200));
    Exchange<byte[], byte[]> exchange =
        exchanges.open(
            Program.PATH, ExchangeSettings.of(Protocol.of(LengthPrefixed.bigEndian()), limits));
    ActorRef<ManagedProcess.Command> process = program.shell("exec sleep 1000");

    CompletableFuture<byte[]> large = exchange.request(new byte[1 << 20]);
    CompletableFuture<byte[]> behind = exchange.request(new byte[10]);

    assertThat(exchange.inFlight()).isEqualTo(1);
    assertThat(exchange.waiting()).isEqualTo(1);
    assertThat(failure(large)).isEqualTo(new ExchangeFailure.TimedOut(limits.timeout(), true));
    assertThat(failure(behind)).isEqualTo(new ExchangeFailure.TimedOut(limits.timeout(), false));
    program.kill(process);
    program.awaitEnd();
  }

  @Test
  void a_stream_that_may_be_dropped_is_refused() {
    StreamSpec drops = new StreamSpec(Optional.empty(), 100, WhenFull.DROP, false);
    ProcessSpec spec =
        Program.spec(List.of("/bin/cat"), StdinSource.PIPE)
            .withOutput(new OutputSpec(drops, drops));
    Exchange<String, String> exchange = exchanges.open(Program.PATH, Protocol.lines());
    program.start(spec);

    assertThat(failure(exchange.request("1")))
        .isEqualTo(
            new ExchangeFailure.NotSent("its stdout is declared with when-full = drop, not block"));
  }

  @Test
  void without_a_pipe_there_is_no_exchange() {
    Exchange<String, String> exchange = exchanges.open(Program.PATH, Protocol.lines());
    program.start(Program.spec(List.of("/bin/sleep", "1000"), StdinSource.NULL));

    assertThat(failure(exchange.request("1")))
        .isEqualTo(new ExchangeFailure.NotSent("it is not declared with stdin = pipe"));
  }

  @Test
  void who_comes_when_it_runs_already_asks_it_too() throws Exception {
    program.shell("echo hello; exec cat");
    Await.until("hello", () -> program.log().contains("hello"));
    Exchange<String, String> exchange = exchanges.open(Program.PATH, Protocol.lines());

    assertThat(exchange.request("1").get(60, SECONDS)).isEqualTo("1");
  }

  @Test
  void an_actor_asks_and_pipes_the_answer_to_itself() {
    Exchange<String, String> exchange = exchanges.open(Program.PATH, Protocol.lines());
    program.shell(DOUBLE);
    TestProbe<String> probe = program.testKit().createTestProbe();

    program.testKit().spawn(asker(exchange, probe.getRef()));

    assertThat(probe.receiveMessage(Await.LIMIT)).isEqualTo("14");
  }

  private static Behavior<String> asker(Exchange<String, String> exchange, ActorRef<String> told) {
    return Behaviors.setup(
        context -> {
          context.pipeToSelf(
              exchange.request("7"), (answer, why) -> why == null ? answer : why.getMessage());
          return Behaviors.receiveMessage(
              answer -> {
                told.tell(answer);
                return Behaviors.stopped();
              });
        });
  }

  private static Optional<String> python() {
    return List.of("/usr/bin/python3", "/usr/local/bin/python3").stream()
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst();
  }

  private static ObjectNode number(int n) {
    return JsonNodeFactory.instance.objectNode().put("n", n);
  }

  private static ExchangeFailure failure(CompletableFuture<?> request) {
    Await.until("the end of a request", request::isDone);
    assertThat(request).isCompletedExceptionally();
    return ((ExchangeException) request.handle((answer, why) -> why).join()).failure();
  }
}
