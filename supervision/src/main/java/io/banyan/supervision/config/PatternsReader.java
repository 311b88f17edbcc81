package io.banyan.supervision.config;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.output.PatternSpec;
import io.banyan.runtime.probe.ReadyCondition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code patterns}: lines of a process that are told, and one that makes it ready. */
final class PatternsReader {

  private final List<PatternSpec> told = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private Optional<Ready> ready = Optional.empty();

  private PatternsReader() {}

  private enum Action {
    EVENT,
    ALERT,
    READY
  }

  /** The pattern that makes the process ready, and where it stands. */
  record Ready(ReadyCondition condition, ObjectReader pattern) {}

  /**
   * What was read.
   *
   * @param told those that are told as events
   */
  record Read(List<PatternSpec> told, Optional<Ready> ready) {}

  static Read read(ObjectReader process) {
    PatternsReader reader = new PatternsReader();
    process.objects("patterns").forEach(reader::pattern);
    return new Read(reader.told, reader.ready);
  }

  private void pattern(ObjectReader pattern) {
    Optional<String> regex =
        Optional.of(pattern.read("regex", ProbeValues::regex, "")).filter(text -> !text.isEmpty());
    Set<OutputStreamKind> streams = StreamsReader.read(pattern);
    Action action =
        pattern.has("action")
            ? pattern.choice(
                "action", List.of(Action.values()), one -> one.name().toLowerCase(Locale.ROOT))
            : Action.EVENT;
    String name = pattern.has("name") ? pattern.string("name") : regex.orElse("");
    if (!name.isEmpty() && !names.add(name)) {
      pattern.mistake("name", "there is another pattern called " + Shown.key(name));
    }
    regex.ifPresent(
        text -> {
          if (action == Action.READY) {
            ready(pattern, new ReadyCondition.LogLine(text, streams));
          } else {
            told.add(new PatternSpec(name, text, streams, kind(action)));
          }
        });
  }

  private void ready(ObjectReader pattern, ReadyCondition condition) {
    if (ready.isPresent()) {
      pattern.mistake("action", "another pattern is for ready already: only one may be");
    }
    ready = Optional.of(new Ready(condition, pattern));
  }

  private static PatternSpec.Action kind(Action action) {
    return action == Action.ALERT ? PatternSpec.Action.ALERT : PatternSpec.Action.EVENT;
  }
}
