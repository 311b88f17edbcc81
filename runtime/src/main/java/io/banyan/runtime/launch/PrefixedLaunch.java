package io.banyan.runtime.launch;

import io.banyan.runtime.engine.ExitListener;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.ProcessEngine;
import java.nio.file.Path;
import java.util.List;

/**
 * A launch with options.
 *
 * @param options what is changed before the program runs
 * @param enter files the process writes its pid into before anything else
 */
public record PrefixedLaunch(LaunchOptions options, List<Path> enter) {

  public PrefixedLaunch {
    enter = List.copyOf(enter);
  }

  /** Launches, or tells why that cannot be done as asked. */
  public LaunchResult launch(ProcessEngine engine, LaunchSpec spec, ExitListener onExit) {
    ExecPrefix.Result prefix = ExecPrefix.compose(options, enter, spec);
    return prefix instanceof ExecPrefix.Result.Composed composed
        ? engine.launch(spec.behind(composed.words()), onExit)
        : new LaunchResult.NotLaunched(((ExecPrefix.Result.Refused) prefix).reason());
  }
}
