package io.banyan.runtime.process;

import io.banyan.runtime.attachment.StandardStream;
import io.banyan.runtime.containment.OnRuntimeDeath;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.output.WhenFull;
import java.util.EnumMap;
import java.util.Map;

/** Why programs cannot use the streams of a process as it is declared. */
public final class StreamObstacles {

  private StreamObstacles() {}

  /** For each stream that cannot be used, what is in the way, for people. */
  public static Map<StandardStream, String> of(ProcessSpec spec) {
    Map<StandardStream, String> obstacles = new EnumMap<>(StandardStream.class);
    if (spec.stdin() != StdinSource.PIPE) {
      obstacles.put(StandardStream.STDIN, "it is not declared with stdin = pipe");
    }
    for (OutputStreamKind output : OutputStreamKind.values()) {
      StandardStream stream = StandardStream.of(output);
      if (spec.onRuntimeDeath() == OnRuntimeDeath.ADOPT) {
        obstacles.put(stream, "with on-runtime-death = adopt it writes to its log files by itself");
      } else if (spec.output().of(output).whenFull() == WhenFull.DROP) {
        obstacles.put(
            stream, "its " + stream.text() + " is declared with when-full = drop, not block");
      }
    }
    return obstacles;
  }
}
