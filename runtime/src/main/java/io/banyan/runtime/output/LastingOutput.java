package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What lasts of the output of one child when it is declared to go elsewhere: who reads it goes on
 * with the same lines and numbers.
 */
record LastingOutput(
    ChildPath path, LineWatches watches, OutputTail tail, Map<OutputStreamKind, Loss> losses) {

  static LastingOutput of(ChildPath path, OutputSpec spec, LineWatches watches, OutputPorts ports) {
    Map<OutputStreamKind, Loss> losses = new EnumMap<>(OutputStreamKind.class);
    for (OutputStreamKind stream : OutputStreamKind.values()) {
      losses.put(
          stream,
          new Loss(
              bytes -> ports.events().publish(new ProcessEvent.OutputDropped(path, stream, bytes)),
              ports.nanoTime()));
    }
    OutputTail tail = new OutputTail(spec, ports.clock(), stream -> of(stream, losses).total());
    return new LastingOutput(path, watches, tail, losses);
  }

  Loss loss(OutputStreamKind stream) {
    return of(stream, losses);
  }

  private static Loss of(OutputStreamKind stream, Map<OutputStreamKind, Loss> losses) {
    return Objects.requireNonNull(losses.get(stream));
  }
}
