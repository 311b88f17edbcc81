package io.banyan.supervision.config;

import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.supervision.spec.AutoShutdown;
import io.banyan.supervision.spec.Backoff;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads supervisors and their children, and what has to be unique among all of them. */
final class TreeReader {

  static final int MAX_DEPTH = 64;
  static final int MAX_CHILDREN = 10_000;

  private static final List<String> SUPERVISOR_KEYS =
      List.of("strategy", "max-restarts", "within", "auto-shutdown", "children");
  private static final List<String> CHILD_KEYS =
      List.of("id", "restart", "shutdown", "significant", "links");

  private final Defaults defaults;
  private final ProcessReader processes;
  private final Mistakes mistakes;
  private final Claims<String> ids = new Claims<>();
  private final Claims<Path> logFiles = new Claims<>();
  private final Claims<StdinSource> stdin = new Claims<>();
  private final LinkReader links = new LinkReader();
  private int children;

  TreeReader(Defaults defaults, ProcessReader processes, Mistakes mistakes) {
    this.defaults = defaults;
    this.processes = processes;
    this.mistakes = mistakes;
  }

  /** The root: a supervisor without the keys that would be for its own supervisor. */
  SupervisorSpec root(ObjectReader tree) {
    tree.refuse(CHILD_KEYS, "is for a child: the root has no supervisor of its own");
    SupervisorSpec root = supervisor(tree, 1);
    links.check(root, ids::has);
    return root;
  }

  private SupervisorSpec supervisor(ObjectReader own, int depth) {
    ObjectReader supervisor = own.withDefaults(defaults.supervisor());
    supervisor.refuse(ProcessReader.KEYS, "is for a process, and this is a supervisor");
    supervisor.notYet(NotSupportedYet.CHILD);
    AutoShutdown autoShutdown = LimitReader.autoShutdown(supervisor);
    return new SupervisorSpec(
        LimitReader.strategy(supervisor),
        LimitReader.limit(supervisor),
        autoShutdown,
        depth > MAX_DEPTH ? tooDeep(own) : children(own, depth, autoShutdown));
  }

  private List<ChildSpec> tooDeep(ObjectReader supervisor) {
    supervisor.mistake("children", "supervisors are nested more than " + MAX_DEPTH + " deep");
    return List.of();
  }

  private List<ChildSpec> children(ObjectReader supervisor, int depth, AutoShutdown autoShutdown) {
    List<ChildSpec> specs = new ArrayList<>();
    int before = mistakes.told();
    List<ObjectReader> readers = supervisor.objects("children");
    if (readers.isEmpty() && mistakes.told() == before) {
      supervisor.mistake("children", "must have at least one child");
    }
    for (ObjectReader child : readers) {
      // Substitutions can make a small file declare more children than memory holds.
      if (children >= MAX_CHILDREN) {
        child.acceptAll();
        supervisor.mistake("children", "a tree has at most " + MAX_CHILDREN + " children");
      } else {
        children++;
        child(child, depth, autoShutdown).ifPresent(specs::add);
      }
    }
    return specs;
  }

  private Optional<ChildSpec> child(ObjectReader child, int depth, AutoShutdown above) {
    int before = mistakes.told();
    String id = id(child);
    boolean process = child.hasOwn("command");
    boolean supervisor = child.hasOwn("children");
    if (process == supervisor) {
      refuseUndecided(child, process);
      return Optional.empty();
    }
    Set<String> linked = links.read(child, id);
    Parts parts = process ? process(child, id) : supervisorChild(child, depth);
    if (parts.significant()) {
      checkSignificant(child, parts, above);
    }
    // Without a proper id its log files have no proper names, and would clash with others'.
    if (mistakes.told() == before
        && parts.definition() instanceof ChildDefinition.ProcessChild runs) {
      claimLogs(child, runs.process());
      claimStdin(child, runs.process());
    }
    return mistakes.told() > before
        ? Optional.empty()
        : Optional.of(parts.named(id).withLinks(linked));
  }

  /** All of a child but its id, which may be mistaken. */
  private record Parts(RestartPolicy restart, boolean significant, ChildDefinition definition) {
    ChildSpec named(String id) {
      return ChildSpec.of(id, definition).withRestart(restart).withSignificant(significant);
    }
  }

  private static void checkSignificant(ObjectReader child, Parts parts, AutoShutdown above) {
    if (parts.restart().type() == RestartType.PERMANENT) {
      child.mistake(
          "significant",
          "a permanent child never ends for good: restart must be transient or temporary");
    }
    if (above == AutoShutdown.NEVER) {
      child.mistake(
          "significant",
          "its supervisor never ends because of it: auto-shutdown must be any or all");
    }
  }

  /** The id; empty when it is mistaken. */
  private String id(ObjectReader child) {
    String id = child.read("id", ChildIds::convert, "");
    if (!id.isEmpty()) {
      ids.claim(id, child.location("id"))
          .ifPresent(
              first -> child.mistake("id", "duplicate id " + id + ", first used in " + first));
    }
    return id;
  }

  private static void refuseUndecided(ObjectReader child, boolean both) {
    child.accept(CHILD_KEYS);
    child.accept(ProcessReader.KEYS);
    child.accept(SUPERVISOR_KEYS);
    child.notYet(NotSupportedYet.CHILD);
    child.mistake(
        both
            ? "has both command and children: a child is either a process or a supervisor"
            : "needs either command (a process) or children (a supervisor)");
  }

  private Parts supervisorChild(ObjectReader own, int depth) {
    ObjectReader supervisor = own.withDefaults(defaults.supervisor());
    return new Parts(
        RestartPolicy.of(RestartReader.any(supervisor)),
        supervisor.bool("significant"),
        new ChildDefinition.SupervisorChild(
            supervisor(own, depth + 1), ShutdownReader.read(supervisor)));
  }

  private Parts process(ObjectReader own, String id) {
    ObjectReader process = own.withDefaults(defaults.process());
    process.refuse(SUPERVISOR_KEYS, "is for a supervisor, and this is a process");
    process.notYet(NotSupportedYet.CHILD);
    boolean task = ProcessReader.Kind.read(process) == ProcessReader.Kind.TASK;
    ProcessSpec spec = processes.read(process, id, CommandReader.read(process));
    return new Parts(
        RestartPolicy.of(task ? RestartReader.task(process, defaults) : RestartReader.any(process))
            .withBackoff(Backoff.constant(process.duration("restart-delay", Duration.ZERO))),
        process.bool("significant"),
        new ChildDefinition.ProcessChild(spec, task));
  }

  private void claimStdin(ObjectReader process, ProcessSpec spec) {
    if (spec.stdin() == StdinSource.INHERIT) {
      stdin
          .claim(spec.stdin(), process.location("stdin"))
          .ifPresent(
              first ->
                  process.mistake(
                      "stdin",
                      "only one child can read what the runtime is given: the one in "
                          + first
                          + " inherits it, too"));
    }
  }

  private void claimLogs(ObjectReader process, ProcessSpec spec) {
    for (Path file : ProcessReader.logFiles(spec)) {
      boolean stdout = spec.output().stdout().log().filter(file::equals).isPresent();
      ObjectReader stream = process.object(stdout ? "stdout" : "stderr");
      logFiles
          .claim(file, stream.location("log"))
          .ifPresent(
              first ->
                  stream.mistake("log", "the child in " + first + " logs to " + file + ", too"));
    }
  }
}
