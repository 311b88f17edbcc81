package io.banyan.supervision.config;

import com.typesafe.config.ConfigObject;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.supervision.spec.RestartType;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What holds for every child that does not say otherwise: the environment, over {@code
 * banyan.defaults} of the file, over that of {@code reference.conf}.
 */
record Defaults(ObjectReader process, ObjectReader task, ObjectReader supervisor) {

  static Defaults read(ObjectReader defaults, Map<String, String> variables, Mistakes mistakes) {
    EnvironmentDefaults environment = EnvironmentDefaults.read(variables, mistakes);
    return new Defaults(
        over(environment.process(), defaults.object("process"), mistakes),
        defaults.object("task"),
        over(environment.supervisor(), defaults.object("supervisor"), mistakes));
  }

  private static ObjectReader over(ConfigObject environment, ObjectReader file, Mistakes mistakes) {
    return ObjectReader.of(environment, "", mistakes).withDefaults(file);
  }

  /** Reads everything once, because a mistake must be told even where no child uses the value. */
  void check(ProcessReader reader) {
    ProcessReader.Kind.read(process);
    RestartReader.any(process);
    process.duration("restart-delay", Duration.ZERO);
    reader.read(process, "any", new ProcessCommand.Shell(":"));
    RestartReader.of(task, List.of(RestartType.TRANSIENT, RestartType.TEMPORARY));
    RestartReader.any(supervisor);
    ShutdownReader.read(supervisor);
    LimitReader.strategy(supervisor);
    LimitReader.limit(supervisor);
  }
}
