package io.banyan.runtime.monitor;

import io.banyan.runtime.alert.AlertAction;
import io.banyan.runtime.process.ErrandProgram;
import java.util.Map;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * The programs of alerts: a few at a time, each for a limited time. Used by the monitor's actor.
 */
final class AlertCommands {

  private static final String LAUNCHES = "banyan.launch-dispatcher";

  private final ActorContext<ResourceMonitor.Command> context;
  private final MonitorPorts ports;
  private final WaitingLine<Order> line;
  private long runs;

  AlertCommands(
      ActorContext<ResourceMonitor.Command> context, MonitorPorts ports, MonitorSettings settings) {
    this.context = context;
    this.ports = ports;
    this.line = new WaitingLine<>(settings.commands(), settings.waitingCommands());
  }

  /** A program to be run, with the facts of the moment at which that was decided. */
  record Order(Step step, AlertAction.RunCommand command, Map<String, String> variables) {}

  /** Runs it, now or later; false when there are too many. */
  boolean take(Order order) {
    WaitingLine.Answer answer = line.come(order);
    if (answer == WaitingLine.Answer.RUN) {
      run(order);
    }
    return answer != WaitingLine.Answer.GO_AWAY;
  }

  /** One has ended. */
  void next() {
    line.ended().ifPresent(this::run);
  }

  private void run(Order order) {
    String name = "alert-" + ++runs;
    ErrandProgram.Errand errand =
        new ErrandProgram.Errand(
            order.step().path(), name, order.command().argv(), order.command().limit());
    context.spawn(
        ErrandProgram.create(
            errand,
            new ErrandProgram.Place(ports.folder(), order.variables()),
            ports.processes(),
            failure ->
                context.getSelf().tell(new ResourceMonitor.CommandEnded(order.step(), failure))),
        name,
        DispatcherSelector.fromConfig(LAUNCHES));
  }
}
