package io.banyan.channels.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.banyan.runtime.attachment.Attachments;
import io.banyan.runtime.attachment.IncarnationStreams;
import io.banyan.runtime.attachment.IncarnationStreams.Before;
import io.banyan.runtime.attachment.StandardStream;
import io.banyan.runtime.engine.InputOutcome;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.ProcessInput;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.SignalScope;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A child without a process: what it gets is kept, what it says is said by the test. */
final class FakeChild {

  static final ChildPath PATH = new ChildPath("fake");

  final Attachments attachments = new Attachments();
  final List<String> got = new ArrayList<>();
  final List<CompletableFuture<InputOutcome>> held = new ArrayList<>();
  boolean holdsInput;
  private int number;
  private Optional<IncarnationStreams> streams = Optional.empty();

  /** The next incarnation, about to be launched. */
  FakeChild begins() {
    return begins(Map.of());
  }

  FakeChild begins(Map<StandardStream, String> obstacles) {
    streams = Optional.of(attachments.begin(PATH, ++number, obstacles));
    return this;
  }

  FakeChild runs() {
    streams.orElseThrow().launched(new Process());
    return this;
  }

  void says(String text) {
    says(text, Before.NOTHING);
  }

  void says(String text, Before before) {
    streams
        .orElseThrow()
        .onBytes(OutputStreamKind.STDOUT, before, ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  void closesOutput() {
    streams.orElseThrow().onEnd(OutputStreamKind.STDOUT);
  }

  void isEnding() {
    streams.orElseThrow().ending();
  }

  void crashes(int exitCode) {
    ends(Outcome.FAILED, Optional.of(new CrashReason.ExitCode(exitCode)));
  }

  void ends(Outcome outcome, Optional<CrashReason> reason) {
    closesOutput();
    streams.orElseThrow().ended(outcome, reason);
  }

  private final class Process implements OsProcess {

    @Override
    public ProcessIdentity identity() {
      return new ProcessIdentity(number, number);
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
    public ProcessInput stdin() {
      return new Input();
    }

    @Override
    public void resume(OutputStreamKind stream) {}

    @Override
    public void closeOutput() {}
  }

  private final class Input implements ProcessInput {

    @Override
    public CompletionStage<InputOutcome> write(ByteBuffer bytes) {
      got.add(UTF_8.decode(bytes).toString());
      CompletableFuture<InputOutcome> told = new CompletableFuture<>();
      if (holdsInput) {
        held.add(told);
      } else {
        told.complete(new InputOutcome.Accepted());
      }
      return told;
    }

    @Override
    public void close() {}
  }
}
