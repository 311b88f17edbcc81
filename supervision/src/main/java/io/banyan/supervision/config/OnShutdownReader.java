package io.banyan.supervision.config;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.process.Shutdown;
import io.banyan.runtime.shutdown.ShutdownStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code on-shutdown}: what is done, in order, before a process is asked to end. */
final class OnShutdownReader {

  private static final int MOST = 20;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final List<String> KINDS = List.of("signal", "command", "http", "stdin");

  private OnShutdownReader() {}

  static List<ShutdownStep> read(ObjectReader process) {
    Duration standard = process.duration("on-shutdown-timeout", SHORTEST);
    if (!process.has("on-shutdown")) {
      return List.of();
    }
    List<ObjectReader> readers = process.objects("on-shutdown");
    if (readers.size() > MOST) {
      process.mistake("on-shutdown", "has more than " + MOST + " steps");
    }
    if (!readers.isEmpty() && ShutdownReader.read(process) instanceof Shutdown.BrutalKill) {
      process.mistake("on-shutdown", "contradicts shutdown = brutal-kill, which waits for nothing");
    }
    List<ShutdownStep> steps = new ArrayList<>();
    for (ObjectReader step : readers) {
      action(process, step)
          .ifPresent(
              action -> steps.add(new ShutdownStep(action, limit(step, standard), wait(step))));
    }
    return steps;
  }

  private static Duration limit(ObjectReader step, Duration standard) {
    return step.has("timeout") ? step.duration("timeout", SHORTEST) : standard;
  }

  private static Duration wait(ObjectReader step) {
    return step.has("wait") ? step.duration("wait", Duration.ZERO) : Duration.ZERO;
  }

  /** Empty when it is mistaken. */
  private static Optional<ShutdownStep.Action> action(ObjectReader process, ObjectReader step) {
    List<String> given = KINDS.stream().filter(step::has).toList();
    step.accept(List.of("timeout", "wait"));
    if (given.size() != 1) {
      String wrong = given.isEmpty() ? "needs" : "has " + String.join(" and ", given) + ":";
      step.mistake(wrong + " exactly one of " + String.join(", ", KINDS));
      return Optional.empty();
    }
    return switch (given.get(0)) {
      case "signal" -> Optional.of(signal(step));
      case "command" -> Optional.of(new ShutdownStep.Run(CommandReader.read(step).argv()));
      case "http" ->
          Optional.of(step)
              .flatMap(from -> LaunchOptionsReader.optional(from, "http", ProbeValues::request))
              .map(ShutdownStep.Request::new);
      default -> Optional.of(write(process, step));
    };
  }

  private static ShutdownStep.Action signal(ObjectReader step) {
    Signal signal = step.read("signal", ProcessReader::signal, Signal.TERM);
    if (signal.equals(Signal.KILL)) {
      step.mistake("signal", "must not be KILL: nothing could come after it");
    }
    return new ShutdownStep.SendSignal(signal);
  }

  private static ShutdownStep.Action write(ObjectReader process, ObjectReader step) {
    String text = step.string("stdin");
    if (text.isEmpty()) {
      step.mistake("stdin", "must not be empty");
    }
    if (!"pipe".equals(process.string("stdin"))) {
      step.mistake("stdin", "is written to a pipe: the process needs stdin = pipe");
    }
    return new ShutdownStep.Write(text);
  }
}
