package io.banyan.runtime.lifecycle;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import java.util.List;
import java.util.Optional;

/**
 * What was declared of a child.
 *
 * @param path where it stands
 * @param kind what it is
 * @param restart its restart type, as configuration spells it
 * @param strategy a supervisor's strategy; empty for others
 * @param commandLine a process's words; empty for others
 */
public record Declaration(
    ChildPath path,
    ChildKind kind,
    String restart,
    Optional<String> strategy,
    List<String> commandLine) {

  public Declaration {
    commandLine = List.copyOf(commandLine);
  }

  /** What a fact declares; empty when it is about something else. */
  static Optional<Declaration> of(ProcessEvent event) {
    if (event instanceof ProcessEvent.ProcessDeclared process) {
      return Optional.of(
          new Declaration(
              process.path(),
              process.task() ? ChildKind.TASK : ChildKind.DAEMON,
              process.restart(),
              Optional.empty(),
              process.commandLine()));
    }
    if (event instanceof ProcessEvent.SupervisorDeclared supervisor) {
      return Optional.of(
          new Declaration(
              supervisor.path(),
              ChildKind.SUPERVISOR,
              supervisor.restart(),
              Optional.of(supervisor.strategy()),
              List.of()));
    }
    return event instanceof ProcessEvent.ActorDeclared actor
        ? Optional.of(
            new Declaration(
                actor.path(),
                ChildKind.ofActor(actor.role()),
                actor.restart(),
                Optional.empty(),
                List.of()))
        : Optional.empty();
  }
}
