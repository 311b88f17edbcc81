package io.banyan.supervision.config;

import com.typesafe.config.ConfigObject;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.supervision.spec.RestartType;
import java.time.Duration;
import java.util.List;

/**
 * What holds for every child that does not say otherwise: the environment, over {@code
 * banyan.defaults} of the file, over that of {@code reference.conf}.
 */
record Defaults(
    ObjectReader process,
    ObjectReader task,
    ObjectReader supervisor,
    ObjectReader dependency,
    ObjectReader alert) {

  static Defaults read(ObjectReader defaults) {
    return new Defaults(
        defaults.object("process"),
        defaults.object("task"),
        defaults.object("supervisor"),
        defaults.object("dependency"),
        defaults.object("alert"));
  }

  /** These defaults, where the environment does not set others. */
  Defaults under(EnvironmentDefaults environment, Mistakes mistakes) {
    return new Defaults(
        over(environment.process(), process, mistakes),
        task,
        over(environment.supervisor(), supervisor, mistakes),
        dependency,
        alert);
  }

  private static ObjectReader over(ConfigObject environment, ObjectReader file, Mistakes mistakes) {
    return ObjectReader.of(environment, "", mistakes).withDefaults(file);
  }

  /** Reads everything once, because a mistake must be told even where no child uses the value. */
  void check(ProcessReader reader) {
    ProcessReader.Kind.read(process);
    RestartReader.policy(process, RestartReader.any(process));
    process.duration("restart-delay", Duration.ZERO);
    BackoffReader.growing(process.object("backoff"));
    process.bool("significant");
    reader.read(process, "any", new ProcessCommand.Shell(":"));
    RestartReader.of(task, List.of(RestartType.TRANSIENT, RestartType.TEMPORARY));
    RestartReader.ofSupervisor(supervisor);
    supervisor.duration("restart-delay", Duration.ZERO);
    BackoffReader.growing(supervisor.object("backoff"));
    ShutdownReader.read(supervisor);
    LimitReader.strategy(supervisor);
    LimitReader.limit(supervisor);
    DependencyReader.options(dependency);
    LimitReader.autoShutdown(supervisor);
    supervisor.bool("significant");
  }
}
