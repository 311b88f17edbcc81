package io.banyan.channels.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.banyan.channels.exchange.framing.Lines;
import io.banyan.runtime.attachment.IncarnationStreams.Before;
import io.banyan.runtime.attachment.StandardStream;
import io.banyan.runtime.engine.InputOutcome;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExchangeTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ExchangeLimits LIMITS = new ExchangeLimits(2, 3, TIMEOUT, WhenDown.WAIT);
  private static final Protocol<String, String> IDS =
      new Protocol<>(
          Lines.utf8(),
          Lines.utf8(),
          Correlation.byId(
              line -> line.charAt(0),
              line -> line.isEmpty() ? Optional.empty() : Optional.of(line.charAt(0))));

  private final FakeChild child = new FakeChild();
  private final ManualClock clock = new ManualClock();
  private final Exchanges exchanges =
      Exchanges.of(new ExchangePorts(child.attachments, clock::nanos, clock), LIMITS);
  private final List<String> heard = new ArrayList<>();

  @Nested
  class InOrder {

    @Test
    void the_first_answer_belongs_to_the_first_request() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);
      child.begins().runs();

      CompletableFuture<String> one = exchange.request("1");
      CompletableFuture<String> two = exchange.request("2");
      child.says("on");
      child.says("e\ntw");

      assertThat(child.got).containsExactly("1\n", "2\n");
      assertThat(one).isCompletedWithValue("one");
      assertThat(two).isNotDone();
      child.says("o\n");
      assertThat(two).isCompletedWithValue("two");
    }

    @Test
    void a_late_answer_is_not_taken_for_that_to_the_next() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);
      child.begins().runs();
      CompletableFuture<String> late = exchange.request("1", Duration.ofSeconds(1));
      CompletableFuture<String> next = exchange.request("2");

      clock.passes(Duration.ofSeconds(1));
      assertThat(failure(late))
          .isEqualTo(new ExchangeFailure.TimedOut(Duration.ofSeconds(1), true));
      assertThat(exchange.inFlight()).isEqualTo(2);
      child.says("one\ntwo\n");

      assertThat(next).isCompletedWithValue("two");
      assertThat(exchange.inFlight()).isZero();
    }

    @Test
    void garbage_is_the_answer_to_the_first_and_else_is_told() {
      Exchange<String, String> exchange = open(Protocol.of(Lines.utf8().upTo(5)), LIMITS);
      child.begins().runs();
      CompletableFuture<String> first = exchange.request("1");
      CompletableFuture<String> second = exchange.request("2");

      child.says("much too long\nfine\nagain too long\n");

      assertThat(failure(first))
          .isEqualTo(new ExchangeFailure.Garbled("a line of more than 5 bytes"));
      assertThat(second).isCompletedWithValue("fine");
      assertThat(heard).containsExactly("up 1", "garbage a line of more than 5 bytes");
    }

    @Test
    void what_comes_unasked_is_told() {
      open(Protocol.lines(), LIMITS);
      child.begins().runs();

      child.says("hello\nagain\n");

      assertThat(heard).containsExactly("up 1", "hello", "again");
    }

    @Test
    void nothing_after_a_frame_that_breaks_the_stream_is_understood() {
      CompletableFuture<byte[]> first;
      Exchange<byte[], byte[]> exchange =
          exchanges.open(
              FakeChild.PATH,
              ExchangeSettings.of(Protocol.frames(), LIMITS).withListener(listener()));
      child.begins().runs();
      first = exchange.request(new byte[1]);

      child.says("Traceback (most recent call last)", Before.NOTHING);
      CompletableFuture<byte[]> second = exchange.request(new byte[1]);

      assertThat(failure(first)).isInstanceOf(ExchangeFailure.Broken.class);
      assertThat(second).isNotDone();
      assertThat(exchange.isUp()).isFalse();
      assertThat(heard).hasSize(2).last().asString().startsWith("broken 1 a frame of 1416782179");
      child.crashes(1);
      child.begins().runs();
      assertThat(child.got).hasSize(2);
    }
  }

  @Nested
  class ById {

    @Test
    void answers_come_in_any_order() {
      Exchange<String, String> exchange = open(IDS, LIMITS);
      child.begins().runs();
      CompletableFuture<String> a = exchange.request("a?");
      CompletableFuture<String> b = exchange.request("b?");

      child.says("b!\nx unasked\na!\n");

      assertThat(a).isCompletedWithValue("a!");
      assertThat(b).isCompletedWithValue("b!");
      assertThat(heard).containsExactly("up 1", "x unasked");
    }

    @Test
    void one_that_timed_out_makes_room_and_its_late_answer_is_nobodys() {
      Exchange<String, String> exchange = open(IDS, LIMITS.withMaxInFlight(1));
      child.begins().runs();
      CompletableFuture<String> a = exchange.request("a?", Duration.ofSeconds(1));
      CompletableFuture<String> b = exchange.request("b?");
      assertThat(exchange.waiting()).isEqualTo(1);

      clock.passes(Duration.ofSeconds(1));
      child.says("a!\nb!\n");

      assertThat(failure(a)).isInstanceOf(ExchangeFailure.TimedOut.class);
      assertThat(b).isCompletedWithValue("b!");
      assertThat(heard).containsExactly("up 1");
    }

    @Test
    void an_id_that_is_under_way_is_refused() {
      Exchange<String, String> exchange = open(IDS, LIMITS);
      child.begins().runs();
      exchange.request("a1");

      assertThat(failure(exchange.request("a2")))
          .isEqualTo(new ExchangeFailure.Unsendable("another request with the id a is under way"));
    }

    @Test
    void a_json_object_gets_a_number_unless_it_has_an_id() {
      Exchange<JsonNode, JsonNode> exchange =
          exchanges.open(FakeChild.PATH, ExchangeSettings.of(Protocol.jsonById(), LIMITS));
      child.begins().runs();
      JsonNodeFactory json = JsonNodeFactory.instance;
      CompletableFuture<JsonNode> numbered = exchange.request(json.objectNode().put("ask", "time"));
      CompletableFuture<JsonNode> own = exchange.request(json.objectNode().put("id", "mine"));

      assertThat(child.got).containsExactly("{\"ask\":\"time\",\"id\":1}\n", "{\"id\":\"mine\"}\n");
      child.says("{\"id\":\"mine\",\"ok\":true}\n{\"id\":1,\"time\":7}\n");
      assertThat(own.join().get("ok").asBoolean()).isTrue();
      assertThat(numbered.join().get("time").asInt()).isEqualTo(7);
      assertThat(failure(exchange.request(json.numberNode(3))))
          .isInstanceOf(ExchangeFailure.Unsendable.class);
    }
  }

  @Nested
  class Waiting {

    @Test
    void no_more_are_sent_than_may_be_and_no_more_wait_than_may() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);
      child.begins().runs();
      for (int i = 1; i <= 5; i++) {
        assertThat(exchange.request("" + i)).isNotDone();
      }

      assertThat(failure(exchange.request("6"))).isEqualTo(new ExchangeFailure.Full(3));
      assertThat(child.got).containsExactly("1\n", "2\n");
      assertThat(exchange.waiting()).isEqualTo(3);
      child.says("one\n");
      assertThat(child.got).containsExactly("1\n", "2\n", "3\n");
    }

    @Test
    void the_next_is_written_when_the_pipe_has_taken_the_one_before() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);
      child.holdsInput = true;
      child.begins().runs();
      exchange.request("1");
      exchange.request("2");
      assertThat(child.got).containsExactly("1\n");

      child.held.get(0).complete(new InputOutcome.Accepted());

      assertThat(child.got).containsExactly("1\n", "2\n");
    }

    @Test
    void one_that_was_not_sent_in_time_never_is() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);
      CompletableFuture<String> early = exchange.request("1");

      clock.passes(TIMEOUT);
      child.begins().runs();

      assertThat(failure(early)).isEqualTo(new ExchangeFailure.TimedOut(TIMEOUT, false));
      assertThat(child.got).isEmpty();
    }

    @Test
    void one_that_was_cancelled_is_not_sent_or_its_answer_is_thrown_away() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS.withMaxInFlight(1));
      child.begins().runs();
      CompletableFuture<String> sent = exchange.request("1");
      CompletableFuture<String> waiting = exchange.request("2");
      CompletableFuture<String> last = exchange.request("3");

      waiting.cancel(false);
      sent.cancel(false);
      child.says("one\nthree\n");

      assertThat(child.got).containsExactly("1\n", "3\n");
      assertThat(last).isCompletedWithValue("three");
    }

    @Test
    void a_thousand_requests_take_one_alarm() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);
      child.begins().runs();
      for (int i = 0; i < 1000; i++) {
        exchange.request("" + i);
        child.says("x\n");
      }
      assertThat(clock.alarms()).isEqualTo(1);
      clock.passes(TIMEOUT);
      assertThat(clock.alarms()).isZero();
    }

    @Test
    void the_most_impatient_is_told_first_and_the_others_in_their_time() {
      Exchange<String, String> exchange = open(IDS, LIMITS);
      child.begins().runs();
      CompletableFuture<String> patient = exchange.request("a", Duration.ofDays(200));
      CompletableFuture<String> impatient = exchange.request("b", Duration.ofSeconds(1));

      clock.passes(Duration.ofSeconds(1));
      assertThat(impatient).isCompletedExceptionally();
      assertThat(patient).isNotDone();
      clock.passes(Duration.ofDays(200));
      assertThat(failure(patient))
          .isEqualTo(new ExchangeFailure.TimedOut(Duration.ofDays(200), true));
    }

    @Test
    void one_that_is_closed_leaves_no_alarm_behind() {
      Exchange<String, String> exchange = open(IDS, LIMITS);
      exchange.request("a", Duration.ofDays(200));

      exchange.close();

      assertThat(clock.alarms()).isZero();
    }

    @Test
    void an_answer_may_ask_for_the_next_for_ever() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);
      child.begins().runs();
      Deque<Integer> counts = new ArrayDeque<>();
      askAgain(exchange, counts);
      for (int i = 0; i < 100_000; i++) {
        child.says("x\n");
      }
      assertThat(counts).containsExactly(100_000);
    }

    private void askAgain(Exchange<String, String> exchange, Deque<Integer> counts) {
      exchange
          .request("again")
          .thenAccept(
              answer -> {
                counts.add(counts.isEmpty() ? 1 : counts.remove() + 1);
                askAgain(exchange, counts);
              });
    }
  }

  @Nested
  class Lives {

    @Test
    void what_the_process_had_fails_with_its_reason_and_what_it_had_not_goes_to_the_next() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);
      child.begins().runs();
      CompletableFuture<String> answered = exchange.request("1");
      CompletableFuture<String> poison = exchange.request("2");
      CompletableFuture<String> waiting = exchange.request("3");
      child.says("one\n");
      CompletableFuture<String> last = exchange.request("4");

      child.says("tw");
      child.crashes(3);

      assertThat(answered).isCompletedWithValue("one");
      Departure departure =
          new Departure(1, Outcome.FAILED, Optional.of(new CrashReason.ExitCode(3)));
      assertThat(failure(poison)).isEqualTo(new ExchangeFailure.Ended(departure));
      // It was sent when the first was answered.
      assertThat(failure(waiting)).isEqualTo(new ExchangeFailure.Ended(departure));
      assertThat(poison).isCompletedExceptionally();
      assertThat(last).isNotDone();
      assertThat(heard)
          .containsExactly(
              "up 1",
              "garbage the last line, of 2 bytes, has no end",
              "down 1 has ended (Exit code: 3)");
      child.begins().runs();
      child.says("four\n");
      assertThat(last).isCompletedWithValue("four");
      assertThat(child.got).containsExactly("1\n", "2\n", "3\n", "4\n");
    }

    @Test
    void who_does_not_want_to_wait_for_a_process_is_told_at_once() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS.whenDown(WhenDown.FAIL));

      assertThat(failure(exchange.request("1")))
          .isEqualTo(new ExchangeFailure.NotSent("it has not been launched"));
      child.begins().runs();
      exchange.request("1");
      exchange.request("2");
      CompletableFuture<String> waiting = exchange.request("3");
      child.isEnding();
      assertThat(failure(waiting)).isEqualTo(new ExchangeFailure.NotSent("it is ending"));
      child.ends(Outcome.STOPPED, Optional.empty());
      assertThat(failure(exchange.request("4")))
          .isEqualTo(new ExchangeFailure.NotSent("it was stopped"));
    }

    @Test
    void one_that_is_ending_may_still_answer_and_gets_nothing_more() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);
      child.begins().runs();
      CompletableFuture<String> one = exchange.request("1");

      child.isEnding();
      exchange.request("2");
      child.says("one\n");

      assertThat(one).isCompletedWithValue("one");
      assertThat(child.got).containsExactly("1\n");
    }

    @Test
    void one_that_closed_its_input_gets_nothing_more_and_may_still_answer() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);
      child.holdsInput = true;
      child.begins().runs();
      CompletableFuture<String> one = exchange.request("1");
      child.held.get(0).complete(new InputOutcome.Closed("Broken pipe"));
      exchange.request("2");

      child.says("one\n");

      assertThat(one).isCompletedWithValue("one");
      assertThat(child.got).hasSize(1);
    }

    @Test
    void the_outcome_of_a_write_to_one_that_is_gone_means_nothing_to_its_successor() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);
      child.holdsInput = true;
      child.begins().runs();
      exchange.request("1");
      child.crashes(1);
      child.begins().runs();
      exchange.request("2");
      CompletableFuture<String> third = exchange.request("3");

      child.held.get(0).complete(new InputOutcome.Closed("the process has ended"));

      assertThat(child.got).containsExactly("1\n", "2\n");
      child.held.get(1).complete(new InputOutcome.Accepted());
      child.says("two\nthree\n");
      assertThat(third).isCompletedWithValue("three");
    }

    @Test
    void somebody_else_at_its_input_is_told_and_does_no_harm() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);
      child.holdsInput = true;
      child.begins().runs();
      CompletableFuture<String> one = exchange.request("1");
      child.held.get(0).complete(new InputOutcome.Busy());
      CompletableFuture<String> two = exchange.request("2");
      child.says("two\n");

      assertThat(failure(one)).isInstanceOf(ExchangeFailure.NotSent.class);
      assertThat(two).isCompletedWithValue("two");
    }

    @Test
    void one_that_is_declared_otherwise_gets_nothing_until_it_is_declared_anew() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);
      child.begins(Map.of(StandardStream.STDIN, "it is not declared with stdin = pipe")).runs();

      assertThat(failure(exchange.request("1")))
          .isEqualTo(new ExchangeFailure.NotSent("it is not declared with stdin = pipe"));
      child.crashes(0);
      child.begins().runs();
      exchange.request("2");
      assertThat(child.got).containsExactly("2\n");
    }

    @Test
    void one_that_runs_already_is_joined_at_its_next_line() {
      child.begins().runs();
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);
      CompletableFuture<String> one = exchange.request("1");

      child.says("of an older line\none\n", Before.BEGUN_LINE);

      assertThat(one).isCompletedWithValue("one");
    }

    @Test
    void in_the_midst_of_frames_nobody_joins() {
      child.begins().runs();
      Exchange<byte[], byte[]> exchange =
          exchanges.open(FakeChild.PATH, ExchangeSettings.of(Protocol.frames(), LIMITS));
      CompletableFuture<byte[]> one = exchange.request(new byte[0]);

      child.says("\0\0\0\0", Before.WHOLE_LINES);

      assertThat(failure(one)).isInstanceOf(ExchangeFailure.Broken.class);
    }
  }

  @Nested
  class Closing {

    @Test
    void fails_all_and_lets_go_of_the_streams() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS.withMaxInFlight(1));
      child.begins().runs();
      CompletableFuture<String> sent = exchange.request("1");
      CompletableFuture<String> waiting = exchange.request("2");
      assertThatThrownBy(() -> open(Protocol.lines(), LIMITS))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageMatching("the std(in|out) of fake is in use");

      exchange.close();
      exchange.close();
      child.says("one\n");
      child.crashes(1);

      assertThat(failure(sent)).isEqualTo(new ExchangeFailure.Closed(true));
      assertThat(failure(waiting)).isEqualTo(new ExchangeFailure.Closed(false));
      assertThat(failure(exchange.request("3"))).isEqualTo(new ExchangeFailure.Closed(false));
      assertThat(heard).containsExactly("up 1");
      open(Protocol.lines(), LIMITS);
    }

    @Test
    void of_all_closes_each() {
      Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);

      exchanges.close();

      assertThat(failure(exchange.request("1"))).isEqualTo(new ExchangeFailure.Closed(false));
    }
  }

  @Test
  void what_cannot_be_framed_is_told_and_harms_nobody() {
    Exchange<String, String> exchange = open(Protocol.lines(), LIMITS);
    child.begins().runs();

    assertThat(failure(exchange.request("a\nb")))
        .isEqualTo(new ExchangeFailure.Unsendable("a line end within a line"));
    assertThat(exchange.inFlight() + exchange.waiting()).isZero();
  }

  @Test
  void a_listener_that_fails_does_not_stop_answers() {
    Exchange<String, String> exchange =
        exchanges.open(
            FakeChild.PATH,
            ExchangeSettings.of(Protocol.lines(), LIMITS)
                .withListener(
                    new ExchangeListener<>() {
                      @Override
                      public void onUnsolicited(String message) {
                        throw new IllegalStateException("on purpose");
                      }
                    }));
    child.begins().runs();
    child.says("unasked\n");
    CompletableFuture<String> one = exchange.request("1");
    child.says("one\n");

    assertThat(one).isCompletedWithValue("one");
  }

  @Test
  void answers_complete_where_that_is_wanted() {
    List<Runnable> later = new ArrayList<>();
    Exchange<String, String> exchange =
        exchanges.open(
            FakeChild.PATH, ExchangeSettings.of(Protocol.lines(), LIMITS).answersIn(later::add));
    child.begins().runs();
    CompletableFuture<String> one = exchange.request("1");

    child.says("one\n");
    assertThat(one).isNotDone();
    later.forEach(Runnable::run);
    assertThat(one).isCompletedWithValue("one");
  }

  private <Q> Exchange<Q, String> open(Protocol<Q, String> protocol, ExchangeLimits limits) {
    return exchanges.open(
        FakeChild.PATH, ExchangeSettings.of(protocol, limits).withListener(listener()));
  }

  private <A> ExchangeListener<A> listener() {
    return new ExchangeListener<>() {
      @Override
      public void onUp(int incarnation) {
        heard.add("up " + incarnation);
      }

      @Override
      public void onUnsolicited(A message) {
        heard.add(String.valueOf(message));
      }

      @Override
      public void onGarbage(String what) {
        heard.add("garbage " + what);
      }

      @Override
      public void onBroken(int incarnation, String reason) {
        heard.add("broken " + incarnation + " " + reason);
      }

      @Override
      public void onDown(Departure departure) {
        heard.add("down " + departure.incarnation() + " " + departure.words());
      }
    };
  }

  private static ExchangeFailure failure(CompletableFuture<?> request) {
    assertThat(request).isCompletedExceptionally();
    return ((ExchangeException) request.handle((answer, why) -> why).join()).failure();
  }
}
