package io.banyan.supervision.spec;

import io.banyan.runtime.output.FileNames;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;
import java.util.List;
import java.util.Optional;

/** What kind of child it is. */
public sealed interface ChildDefinition {

  /** Whether it is started only when somebody asks for it, not with its supervisor. */
  default boolean onDemand() {
    return false;
  }

  /** How long it may take to end when it is asked to. */
  Shutdown shutdown();

  /**
   * The same for a child made from a template.
   *
   * @param template the id of the template
   * @param id its own; its log and pid files are named after it
   * @param arguments what it is given besides: more words for a command, parameters ($1, …) for a
   *     line of the shell; a supervisor takes none
   * @throws IllegalArgumentException when it takes no arguments
   */
  ChildDefinition forChild(String template, String id, List<String> arguments);

  /**
   * An operating-system process.
   *
   * @param task it is expected to end: success means completed
   * @param onDemand it is not started with its supervisor, but when somebody asks for it, such as a
   *     schedule
   */
  record ProcessChild(ProcessSpec process, boolean task, boolean onDemand)
      implements ChildDefinition {

    /** One that is started with its supervisor. */
    public ProcessChild(ProcessSpec process, boolean task) {
      this(process, task, false);
    }

    /** One that is meant to run on. */
    public static ProcessChild daemon(ProcessSpec process) {
      return new ProcessChild(process, false);
    }

    /** One that is meant to end. */
    public static ProcessChild task(ProcessSpec process) {
      return new ProcessChild(process, true);
    }

    /** The same, started only when somebody asks for it. */
    public ProcessChild startedOnDemand() {
      return new ProcessChild(process, task, true);
    }

    @Override
    public Shutdown shutdown() {
      return process.shutdown();
    }

    @Override
    public ChildDefinition forChild(String template, String id, List<String> arguments) {
      return new ProcessChild(
          process
              .withCommand(process.command().with(arguments))
              .withOutput(process.output().renamed(template, id))
              .withPidFile(process.pidFile().map(file -> FileNames.renamed(file, template, id))),
          task,
          onDemand);
    }
  }

  /** A supervisor with children of its own. */
  record SupervisorChild(SupervisorSpec supervisor, Shutdown shutdown) implements ChildDefinition {
    @Override
    public ChildDefinition forChild(String template, String id, List<String> arguments) {
      if (!arguments.isEmpty()) {
        throw new IllegalArgumentException("a supervisor takes no arguments");
      }
      return this;
    }
  }

  /**
   * An actor. Open only because this package knows nothing of actors: what can be started is {@code
   * io.banyan.supervision.actor.ActorDefinition}, which is code, and {@code
   * io.banyan.supervision.tree.DeclaredActor}, which is data that makes one.
   */
  non-sealed interface ActorChild extends ChildDefinition {

    /**
     * What it is for, as documents and the graph spell it: {@code pool}, {@code queue} or {@code
     * periodic}; empty when that is the user's own business.
     */
    default Optional<String> role() {
      return Optional.empty();
    }
  }
}
