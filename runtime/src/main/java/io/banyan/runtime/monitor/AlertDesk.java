package io.banyan.runtime.monitor;

import io.banyan.runtime.alert.AlertAction;
import io.banyan.runtime.alert.AlertDecision;
import io.banyan.runtime.alert.AlertRule;
import io.banyan.runtime.event.DurationText;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.ProcessEvent.AlertCleared.Cleared;
import io.banyan.runtime.monitor.WatchedProcess.Decided;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Carries out what alerts decide. Used by the monitor's actor. */
final class AlertDesk {

  private final ActorContext<ResourceMonitor.Command> context;
  private final MonitorPorts ports;
  private final AlertCommands commands;

  AlertDesk(
      ActorContext<ResourceMonitor.Command> context, MonitorPorts ports, MonitorSettings settings) {
    this.context = context;
    this.ports = ports;
    this.commands = new AlertCommands(context, ports, settings);
  }

  void carryOut(WatchedProcess process, List<Decided> decided) {
    decided.forEach(one -> carryOut(process, one.rule(), one.decision()));
  }

  /** A program has ended. */
  void on(ResourceMonitor.CommandEnded ended) {
    tell(ended.step(), ended.failure().orElse("done"));
    commands.next();
  }

  private void carryOut(WatchedProcess process, AlertRule rule, AlertDecision decision) {
    if (decision instanceof AlertDecision.Raise raise) {
      publish(
          new ProcessEvent.AlertRaised(
              process.path(), process.incarnation(), rule.name(), rule.trigger(), raise.value()));
    } else if (decision instanceof AlertDecision.Clear clear) {
      cleared(process, rule, clear);
    } else if (decision instanceof AlertDecision.Act act) {
      act(process, rule, act);
    }
  }

  private void cleared(WatchedProcess process, AlertRule rule, AlertDecision.Clear clear) {
    publish(
        new ProcessEvent.AlertCleared(
            process.path(),
            process.incarnation(),
            rule.name(),
            rule.trigger().subject(),
            new Cleared(clear.reason(), clear.value(), clear.raisedFor())));
    boolean logged =
        rule.escalations().stream().anyMatch(e -> e.action() instanceof AlertAction.WriteLog);
    if (logged) {
      context
          .getLog()
          .info(
              "{}: {} is over after {}: {}",
              process.path(),
              rule.name(),
              duration(clear.raisedFor()),
              clear.reason().text());
    }
  }

  private void act(WatchedProcess process, AlertRule rule, AlertDecision.Act act) {
    Step step = new Step(process.path(), process.incarnation(), rule.name(), act.action().text());
    if (act.action() instanceof AlertAction.TellEvent) {
      // That it was raised is an event already.
      if (!act.raisedFor().isZero()) {
        tell(step, "raised for " + duration(act.raisedFor()));
      }
    } else if (act.action() instanceof AlertAction.WriteLog) {
      log(process, rule, act);
    } else if (act.action() instanceof AlertAction.RunCommand run) {
      AlertCommands.Order order =
          new AlertCommands.Order(step, run, AlertMessage.variables(process, rule, act));
      if (!commands.take(order)) {
        tell(step, "not run: too many are running and waiting");
      }
    } else {
      restart(step);
    }
  }

  private void log(WatchedProcess process, AlertRule rule, AlertDecision.Act act) {
    String line = AlertMessage.line(process, rule.trigger(), act.value());
    if (act.raisedFor().isZero()) {
      context.getLog().warn("{}", line);
    } else {
      context.getLog().warn("{}; alert raised {} ago", line, duration(act.raisedFor()));
    }
  }

  private void restart(Step step) {
    context.pipeToSelf(
        ports.deeds().restart(step.path(), step.incarnation()),
        (result, failure) ->
            new ResourceMonitor.StepTaken(
                step, failure == null ? result : String.valueOf(failure.getMessage())));
  }

  /** A step has come to its end. */
  void tell(Step step, String result) {
    publish(
        new ProcessEvent.AlertActed(
            step.path(), step.incarnation(), step.alert(), step.action(), result));
  }

  private void publish(ProcessEvent event) {
    ports.facts().publish(event);
  }

  private static String duration(Duration duration) {
    return DurationText.of(
        duration.toSeconds() > 0 ? duration.truncatedTo(ChronoUnit.SECONDS) : duration);
  }
}
