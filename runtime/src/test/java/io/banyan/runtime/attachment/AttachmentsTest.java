package io.banyan.runtime.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.ProcessInput;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.SignalScope;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.output.OutputLine;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.ProcessOutput;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.output.StreamSpec;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttachmentsTest {

  private static final ChildPath WEB = new ChildPath("web");
  private static final StreamSpec KEPT = new StreamSpec(Optional.empty(), 100);

  private final ProcessOutputs outputs =
      new ProcessOutputs(Clock.systemUTC(), new EventHub(Clock.systemUTC()));
  private final Attachments attachments = outputs.attachments();
  private final List<String> told = new ArrayList<>();
  private final List<String> resumed = new ArrayList<>();
  private final List<StreamLife> lives = new ArrayList<>();
  private boolean pauses;
  private boolean fails;

  @AfterEach
  void close() {
    outputs.close();
  }

  @Test
  void who_attached_before_sees_every_life_from_its_first_byte() {
    attachments.attach(WEB, Set.of(StandardStream.STDOUT), this::session);
    IncarnationStreams first = attachments.begin(WEB, 1, Map.of());
    ProcessOutput.Handlers handlers = open(1, first);

    write(handlers, "early ");
    first.launched(new Process());
    write(handlers, "late\n");
    handlers.stderr().onBytes(ByteBuffer.wrap("other\n".getBytes(UTF_8)));
    first.ending();
    handlers.stdout().onEnd();
    first.ended(Outcome.STOPPED, Optional.empty());
    attachments.begin(WEB, 2, Map.of()).launched(new Process());

    assertThat(told)
        .containsExactly(
            "begin 1",
            "early ",
            "launched",
            "late\n",
            "ending",
            "end",
            "ended STOPPED",
            "begin 2",
            "launched");
    assertThat(log()).containsExactly("early late", "other");
  }

  @Test
  void who_comes_late_is_told_what_has_happened_and_where_he_begins() {
    IncarnationStreams life = attachments.begin(WEB, 1, Map.of());
    ProcessOutput.Handlers handlers = open(1, life);
    write(handlers, "line\nbegun");
    life.launched(new Process());
    life.ending();

    attachments.attach(WEB, Set.of(StandardStream.STDOUT), this::session);
    write(handlers, " rest\n");
    write(handlers, "more\n");

    assertThat(told)
        .containsExactly(
            "begin 1", "launched", "ending", "joins late, line begun: true", " rest\n", "more\n");
  }

  @Test
  void after_the_end_nobody_joins() {
    IncarnationStreams life = attachments.begin(WEB, 1, Map.of());
    life.ended(Outcome.FAILED, Optional.of(new CrashReason.ExitCode(1)));

    attachments.attach(WEB, Set.of(StandardStream.STDOUT), this::session);

    assertThat(told).isEmpty();
  }

  @Test
  void a_stream_has_one_user_at_a_time() {
    Attachment out = attachments.attach(WEB, Set.of(StandardStream.STDOUT), this::session);
    attachments.attach(WEB, Set.of(StandardStream.STDERR), this::session);
    assertThatThrownBy(
            () ->
                attachments.attach(
                    WEB, Set.of(StandardStream.STDIN, StandardStream.STDOUT), this::session))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the stdout of web is in use");

    out.close();
    out.close();
    attachments.attach(WEB, Set.of(StandardStream.STDIN, StandardStream.STDOUT), this::session);
  }

  @Test
  void who_asks_for_a_pause_gets_it_until_he_resumes() {
    pauses = true;
    attachments.attach(WEB, Set.of(StandardStream.STDOUT), this::session);
    IncarnationStreams life = attachments.begin(WEB, 1, Map.of());
    ProcessOutput.Handlers handlers = open(1, life);

    assertThat(handlers.stdout().onBytes(ByteBuffer.wrap(new byte[] {'x'}))).isFalse();
    assertThat(handlers.stderr().onBytes(ByteBuffer.wrap(new byte[] {'x'}))).isTrue();
    lives.get(0).resume(OutputStreamKind.STDOUT);
    assertThat(resumed).isEmpty();
    life.launched(new Process());

    assertThat(resumed).containsExactly("stdout");
    lives.get(0).resume(OutputStreamKind.STDOUT);
    assertThat(resumed).hasSize(2);
  }

  @Test
  void who_leaves_holds_nothing_back() {
    pauses = true;
    Attachment attachment = attachments.attach(WEB, Set.of(StandardStream.STDOUT), this::session);
    IncarnationStreams life = attachments.begin(WEB, 1, Map.of());
    ProcessOutput.Handlers handlers = open(1, life);
    life.launched(new Process());
    handlers.stdout().onBytes(ByteBuffer.wrap(new byte[] {'x'}));

    attachment.close();

    assertThat(resumed).containsExactly("stdout");
    assertThat(handlers.stdout().onBytes(ByteBuffer.wrap(new byte[] {'x'}))).isTrue();
  }

  @Test
  void who_leaves_before_the_launch_is_told_holds_nothing_back_either() {
    pauses = true;
    Attachment attachment = attachments.attach(WEB, Set.of(StandardStream.STDOUT), this::session);
    IncarnationStreams life = attachments.begin(WEB, 1, Map.of());
    open(1, life).stdout().onBytes(ByteBuffer.wrap(new byte[] {'x'}));

    attachment.close();
    life.launched(new Process());

    assertThat(resumed).containsExactly("stdout");
    assertThat(told).containsExactly("begin 1", "x");
  }

  @Test
  void who_waits_for_a_child_that_was_forgotten_gets_another_of_that_name() {
    Attachment attachment = attachments.attach(WEB, Set.of(StandardStream.STDOUT), this::session);
    attachments.begin(WEB, 1, Map.of()).ended(Outcome.STOPPED, Optional.empty());
    attachments.forget(WEB);
    attachments.begin(WEB, 1, Map.of());
    assertThat(told).containsExactly("begin 1", "ended STOPPED", "begin 1");

    attachments.forget(WEB);
    attachment.close();
    attachments.begin(WEB, 1, Map.of());
    attachments.attach(WEB, Set.of(StandardStream.STDOUT), this::session);
    assertThat(told).hasSize(4);
  }

  @Test
  void one_who_fails_takes_neither_the_log_nor_the_process_with_him() {
    fails = true;
    attachments.attach(WEB, Set.of(StandardStream.STDOUT), this::session);
    IncarnationStreams life = attachments.begin(WEB, 1, Map.of());
    ProcessOutput.Handlers handlers = open(1, life);

    assertThat(handlers.stdout().onBytes(ByteBuffer.wrap("a\n".getBytes(UTF_8)))).isTrue();
    write(handlers, "b\n");
    life.ended(Outcome.STOPPED, Optional.empty());

    assertThat(log()).containsExactly("a", "b");
    assertThat(told).containsExactly("begin 1", "ended STOPPED");
  }

  @Test
  void what_is_in_the_way_is_told_and_nothing_else_comes() {
    attachments.attach(WEB, Set.of(StandardStream.STDIN, StandardStream.STDOUT), this::session);
    IncarnationStreams life =
        attachments.begin(WEB, 1, Map.of(StandardStream.STDIN, "it has no pipe"));
    life.launched(new Process());
    write(open(1, life), "x\n");

    assertThat(told).containsExactly("begin 1", "launched");
    assertThat(lives.get(0).obstacle()).contains("it has no pipe");
  }

  private ProcessOutput.Handlers open(int number, IncarnationStreams life) {
    return outputs.of(WEB, new OutputSpec(KEPT, KEPT)).open(number, life, () -> {});
  }

  private List<String> log() {
    return outputs.tail(WEB).orElseThrow().last(Set.of(OutputStreamKind.values()), 10).stream()
        .map(OutputLine::text)
        .toList();
  }

  private static void write(ProcessOutput.Handlers handlers, String text) {
    handlers.stdout().onBytes(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private StreamSession session(StreamLife life) {
    lives.add(life);
    told.add("begin " + life.incarnation());
    return new Session();
  }

  private final class Session implements StreamSession {

    @Override
    public void launched(ProcessInput stdin) {
      told.add("launched");
    }

    @Override
    public void joinsLate(OutputStreamKind stream, boolean lineBegun) {
      told.add("joins late, line begun: " + lineBegun);
    }

    @Override
    public boolean onBytes(OutputStreamKind stream, ByteBuffer bytes) {
      if (fails) {
        throw new IllegalStateException("on purpose");
      }
      told.add(UTF_8.decode(bytes).toString());
      return !pauses;
    }

    @Override
    public void onEnd(OutputStreamKind stream) {
      told.add("end");
    }

    @Override
    public void ending() {
      told.add("ending");
    }

    @Override
    public void ended(Outcome outcome, Optional<CrashReason> reason) {
      told.add("ended " + outcome);
    }
  }

  private final class Process implements OsProcess {

    @Override
    public ProcessIdentity identity() {
      return new ProcessIdentity(1, 1);
    }

    @Override
    public SignalOutcome signal(Signal signal, SignalScope scope) {
      return new SignalOutcome.NobodyThere();
    }

    @Override
    public boolean hasSurvivors() {
      return false;
    }

    @Override
    public void resume(OutputStreamKind stream) {
      resumed.add(stream.text());
    }

    @Override
    public void closeOutput() {}
  }
}
