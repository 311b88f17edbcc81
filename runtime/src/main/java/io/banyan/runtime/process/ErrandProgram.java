package io.banyan.runtime.process;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;

/**
 * A program that the runtime itself runs once because of a child, such as one that tells somebody:
 * a managed process that nobody hears of, with the runtime's own user and variables. It is no part
 * of the child, and outlives its end.
 */
public final class ErrandProgram {

  private ErrandProgram() {}

  /**
   * What is run.
   *
   * @param about the child that it has to do with
   * @param name unique among those of that child
   * @param argv program and arguments
   * @param limit how long it may take; it is killed then, with all that it started
   */
  public record Errand(ChildPath about, String name, List<String> argv, Duration limit) {}

  /**
   * A behavior that runs it; to be spawned on the dispatcher that launches.
   *
   * @param place working directory, absolute, and what is added to the runtime's variables
   * @param told why it failed, or nothing when it succeeded; once, in the actor's thread, also when
   *     the actor is stopped before
   */
  public static Behavior<?> create(
      Errand errand, Place place, ProcessPorts ports, Consumer<Optional<String>> told) {
    Environment environment = Environment.INHERITED;
    for (Map.Entry<String, String> variable : place.variables().entrySet()) {
      environment = environment.with(variable.getKey(), variable.getValue());
    }
    ProcessCommand command = new ProcessCommand.Argv(errand.argv());
    StreamSpec stream = new StreamSpec(Optional.empty(), 1);
    ProcessSpec spec =
        new ProcessSpec(
            command,
            place.directory(),
            environment,
            Signal.KILL,
            Shutdown.brutalKill(),
            Set.of(0),
            new OutputSpec(stream, stream));
    // Children's incarnations begin with 1.
    Subject subject = Subject.of(new Incarnation(errand.about(), 0), spec, ports);
    return ReloadRun.create(
        subject,
        new SideProgram.Task(errand.name(), command, environment),
        new ReloadAction.Run(command, errand.limit()),
        outcome ->
            told.accept(
                outcome instanceof ReloadOutcome.Failed failed
                    ? Optional.of(failed.reason())
                    : Optional.empty()));
  }

  /** Where it runs, and with which variables besides. */
  public record Place(Path directory, Map<String, String> variables) {
    public Place {
      variables = Map.copyOf(variables);
    }
  }
}
