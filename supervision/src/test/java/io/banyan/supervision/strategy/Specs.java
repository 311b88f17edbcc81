package io.banyan.supervision.strategy;

import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.AutoShutdown;
import io.banyan.supervision.spec.Backoff;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Short ways to say what a machine supervises. */
final class Specs {

  /** That of OTP's own tests. */
  static final RestartLimit LIMIT = new RestartLimit(2, Duration.ofHours(1));

  /** A child that is none of those with a meaning for counts. */
  private record Worker() implements ChildDefinition.ActorChild {
    @Override
    public Shutdown shutdown() {
      return Shutdown.brutalKill();
    }

    @Override
    public ChildDefinition forChild(String template, String id, List<String> arguments) {
      return this;
    }
  }

  private Specs() {}

  static ChildSpec permanent(String id) {
    return child(id, RestartType.PERMANENT);
  }

  static ChildSpec transientOne(String id) {
    return child(id, RestartType.TRANSIENT);
  }

  static ChildSpec temporary(String id) {
    return child(id, RestartType.TEMPORARY);
  }

  static ChildSpec child(String id, RestartType type) {
    return ChildSpec.of(id, new Worker()).withRestart(RestartPolicy.of(type));
  }

  /** Waits a second before each restart. */
  static ChildSpec delayed(String id) {
    return ChildSpec.of(id, new Worker())
        .withRestart(RestartPolicy.PERMANENT.withBackoff(Backoff.constant(Duration.ofSeconds(1))));
  }

  static ChildSpec significant(ChildSpec child) {
    return child.withSignificant(true);
  }

  static ChildSpec supervisor(String id) {
    return ChildSpec.of(
        id,
        new ChildDefinition.SupervisorChild(
            of(Strategy.ONE_FOR_ONE, permanent("inner")), Shutdown.infinity()));
  }

  static SupervisorSpec of(Strategy strategy, ChildSpec... children) {
    return new SupervisorSpec(strategy, LIMIT, List.of(children));
  }

  static SupervisorSpec oneForOne(ChildSpec... children) {
    return of(Strategy.ONE_FOR_ONE, children);
  }

  static SupervisorSpec ending(AutoShutdown mode, Strategy strategy, ChildSpec... children) {
    return new SupervisorSpec(strategy, LIMIT, mode, Arrays.asList(children));
  }

  /** A dynamic supervisor. */
  static SupervisorSpec pool(ChildSpec template) {
    return SupervisorSpec.dynamic(LIMIT, new Template(template, Template.UNLIMITED));
  }

  static SupervisorSpec pool(AutoShutdown mode, ChildSpec template) {
    return new SupervisorSpec(
        Strategy.ONE_FOR_ONE,
        LIMIT,
        mode,
        List.of(),
        Optional.of(new Template(template, Template.UNLIMITED)));
  }
}
