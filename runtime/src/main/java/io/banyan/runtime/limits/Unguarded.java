package io.banyan.runtime.limits;

import io.banyan.runtime.engine.ExitListener;
import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.launch.PrefixedLaunch;
import java.util.List;
import java.util.Optional;

/** A process that nobody has to look after. */
abstract class Unguarded implements LimitGuard {

  /** What it keeps itself, it still keeps. */
  @Override
  public final void adopt(OsProcess process) {}

  @Override
  public final Optional<String> exceeded() {
    return Optional.empty();
  }

  @Override
  public final void release() {}

  /** What limits it has, it keeps itself, or its owner does. */
  static final class Plain extends Unguarded {
    private final LaunchOptions options;
    private final Limits limits;

    Plain(LaunchOptions options, Limits limits) {
      this.options = options;
      this.limits = limits;
    }

    @Override
    public LaunchResult launch(ProcessEngine engine, LaunchSpec spec, ExitListener onExit) {
      return new PrefixedLaunch(options, List.of()).launch(engine, spec, onExit);
    }

    @Override
    public LimitsInForce inForce() {
      return LimitsInForce.of(
          limits,
          options,
          new LimitsInForce.Keepers(Mechanism.SAMPLING, Mechanism.SAMPLING, Mechanism.RLIMIT));
    }
  }

  /** It is not launched, because its limits would not be kept. */
  static final class Refused extends Unguarded {
    private final LaunchFailed reason;

    Refused(LaunchFailed reason) {
      this.reason = reason;
    }

    @Override
    public LaunchResult launch(ProcessEngine engine, LaunchSpec spec, ExitListener onExit) {
      return new LaunchResult.NotLaunched(reason);
    }

    @Override
    public LimitsInForce inForce() {
      return new LimitsInForce(List.of());
    }
  }
}
