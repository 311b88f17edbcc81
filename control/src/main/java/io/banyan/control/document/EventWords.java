package io.banyan.control.document;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.DurationText;
import io.banyan.runtime.event.Memory;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Instant;
import java.util.Optional;

/** A fact in one line for people, without the time and the child. */
final class EventWords {

  private EventWords() {}

  /** {@code failed: Exit code: 1}, {@code launched (pid 4711)}. */
  static String of(RecordedEvent recorded) {
    String what = recorded.type().replace('-', ' ');
    String detail = detail(recorded).map(some -> " (" + some + ")").orElse("");
    return what + detail + recorded.reason().map(why -> ": " + why).orElse("");
  }

  private static Optional<String> detail(RecordedEvent recorded) {
    ProcessEvent event = recorded.event();
    if (event instanceof ProcessEvent.Launched || event instanceof ProcessEvent.Adopted) {
      return Optional.of("pid " + recorded.pid().orElse(0));
    } else if (event instanceof ProcessEvent.RuntimeStarted started) {
      return Optional.of("pid " + started.process().pid());
    } else if (event instanceof ProcessEvent.Stopping stopping) {
      return stopping.signal().map(Signal::name);
    } else if (event instanceof ProcessEvent.SignalSent sent) {
      return Optional.of(sent.signal().name());
    } else if (event instanceof ProcessEvent.Restarting restarting) {
      return Optional.of(restart(restarting));
    } else if (event instanceof ProcessEvent.Unhealthy told) {
      return Optional.of(told.failures() + " of " + told.allowed());
    } else if (event instanceof ProcessEvent.Wanted wanted) {
      return Optional.of(wanted.up() ? "up" : "down");
    } else if (event instanceof ProcessEvent.Grouped grouped) {
      return Optional.of(String.join(", ", grouped.groups()));
    } else if (event instanceof ProcessEvent.OutputDropped dropped) {
      return Optional.of(dropped.bytes() + " bytes of " + dropped.stream().text());
    } else if (event instanceof ProcessEvent.ShutdownStepDone done) {
      return Optional.of(done.number() + ", " + done.step());
    } else if (event instanceof ProcessEvent.ShutdownStepFailed failed) {
      return Optional.of(failed.number() + ", " + failed.step());
    } else if (event instanceof ProcessEvent.RunPlanned planned) {
      return planned.next().map(Instant::toString);
    } else if (event instanceof ProcessEvent.RunStarted run) {
      return Optional.of(run.run() + ", " + run.cause());
    } else if (event instanceof ProcessEvent.RunEnded run) {
      return Optional.of(run.run() + ", after " + DurationText.of(run.took()));
    } else if (event instanceof ProcessEvent.RunsMissed missed) {
      return Optional.of(missed.count() + ", " + missed.madeUp() + " made up for");
    } else if (event instanceof ProcessEvent.Recalled recalled) {
      return Optional.of(memory(recalled.memory()));
    }
    return event instanceof ProcessEvent.JournalRecovered back
        ? Optional.of(back.lost() + " facts lost")
        : Optional.empty();
  }

  private static String restart(ProcessEvent.Restarting restarting) {
    String count = restarting.recent() + " of " + restarting.maxRestarts();
    return restarting.delay().isZero()
        ? count
        : count + ", in " + DurationText.of(restarting.delay());
  }

  private static String memory(Memory memory) {
    return "incarnation %d, restarts %d%s"
        .formatted(memory.incarnation(), memory.restarts(), memory.wanted() ? "" : ", stopped");
  }
}
