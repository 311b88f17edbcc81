package io.banyan.supervision.config;

import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import java.util.List;
import java.util.Set;

/** Reads {@code restart} and what belongs to it. */
final class RestartReader {

  private RestartReader() {}

  /** All of it, for a process that is restarted so. */
  static RestartPolicy policy(ObjectReader process, RestartType type) {
    return new RestartPolicy(
        type,
        BackoffReader.read(process),
        Set.copyOf(process.integers("never-restart-exit-codes", 0, 255)));
  }

  /** It ends without an exit code. */
  static RestartPolicy ofSupervisor(ObjectReader supervisor) {
    return RestartPolicy.of(any(supervisor)).withBackoff(BackoffReader.read(supervisor));
  }

  static RestartType any(ObjectReader reader) {
    return of(reader, List.of(RestartType.values()));
  }

  static RestartType of(ObjectReader reader, List<RestartType> allowed) {
    return reader.choice("restart", allowed, RestartType::text);
  }

  /** A task has a default of its own, and must not be repeated for ever. */
  static RestartType task(ObjectReader process, Defaults defaults) {
    RestartType restart = any(process.hasOwn("restart") ? process : defaults.task());
    if (restart == RestartType.PERMANENT) {
      process.mistake(
          "restart",
          "permanent would repeat a task for ever after each success:"
              + " transient or temporary, or kind = daemon");
    }
    return restart;
  }
}
