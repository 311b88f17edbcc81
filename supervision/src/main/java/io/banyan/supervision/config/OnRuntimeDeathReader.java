package io.banyan.supervision.config;

import io.banyan.runtime.containment.OnRuntimeDeath;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.output.LineFormat;
import io.banyan.runtime.output.LogLayout;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.output.WhenFull;
import io.banyan.runtime.process.ProcessSpec;
import java.util.List;

/** Reads {@code on-runtime-death}, and what cannot be had together with {@code adopt}. */
final class OnRuntimeDeathReader {

  private OnRuntimeDeathReader() {}

  static OnRuntimeDeath read(ObjectReader process) {
    return process.choice(
        "on-runtime-death", List.of(OnRuntimeDeath.values()), OnRuntimeDeath::text);
  }

  /** A process that lives on must not depend on anything that dies with the runtime. */
  static void check(ObjectReader process, ProcessSpec spec) {
    if (spec.onRuntimeDeath() != OnRuntimeDeath.ADOPT) {
      return;
    }
    if (spec.stdin() != StdinSource.NULL) {
      process.mistake(
          "stdin",
          "must be \"null\" with on-runtime-death = adopt: what the runtime writes, or is given,"
              + " ends with it");
    }
    for (OutputStreamKind stream : OutputStreamKind.values()) {
      check(process.object(stream.text()), spec.output().of(stream));
    }
    if (spec.output().stdout().log().isPresent()
        && spec.output().stdout().log().equals(spec.output().stderr().log())) {
      process
          .object("stderr")
          .mistake(
              "log",
              "must be another file than that of stdout with on-runtime-death = adopt: the process"
                  + " writes by itself, and nobody could tell the two apart");
    }
  }

  private static void check(ObjectReader stream, StreamSpec spec) {
    if (spec.log().isEmpty()) {
      stream.mistake(
          "log",
          "must not be false with on-runtime-death = adopt: a process that lives on has to write to"
              + " a file");
    }
    if (spec.whenFull() == WhenFull.DROP) {
      stream.mistake(
          "when-full",
          "must be block with on-runtime-death = adopt: the process writes to the file by itself");
    }
    if (spec.rotation().isOn()) {
      String key = spec.rotation().maxBytes() > 0 ? "max-size" : "max-age";
      stream.mistake(
          key,
          "must be 0 with on-runtime-death = adopt: the process goes on with the file that it has"
              + " open");
    }
    if (!spec.layout().equals(LogLayout.RAW)) {
      String key = spec.layout().format() == LineFormat.JSON ? "format" : "timestamps";
      stream.mistake(
          key,
          "must be "
              + (key.equals("format") ? "text" : "none")
              + " with on-runtime-death = adopt: the process writes to the file by itself");
    }
  }
}
