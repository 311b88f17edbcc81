package io.banyan.supervision.config;

import io.banyan.runtime.alert.AlertRule;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.supervision.spec.AutoShutdown;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Dependency;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads supervisors and their children, and what has to be unique among all of them. */
final class TreeReader {

  static final int MAX_DEPTH = 64;
  static final int MAX_CHILDREN = 10_000;

  private static final List<String> SUPERVISOR_KEYS =
      List.of(
          "strategy",
          "max-restarts",
          "within",
          "auto-shutdown",
          "children",
          "template",
          "max-children");
  private static final List<String> CHILD_KEYS =
      List.of(
          "id",
          "restart",
          "restart-delay",
          "backoff",
          "shutdown",
          "significant",
          "depends-on",
          "groups",
          "links");

  private final Defaults defaults;
  private final ProcessReader processes;
  private final Mistakes mistakes;
  private final Claims<String> ids = new Claims<>();
  private final DependencyReader dependencies;
  private final AlertReader alerts;
  private final LinkReader links = new LinkReader();
  private final Instances instances = new Instances();
  private final TemplateReader templates = new TemplateReader();
  private final ProcessClaims claims = new ProcessClaims();
  private int children;

  TreeReader(Defaults defaults, ProcessReader processes, AlertReader alerts, Mistakes mistakes) {
    this.defaults = defaults;
    this.processes = processes;
    this.mistakes = mistakes;
    this.dependencies = new DependencyReader(defaults.dependency());
    this.alerts = alerts;
  }

  /**
   * The root: a supervisor without the keys that would be for its own supervisor.
   *
   * @param name of the tree
   */
  SupervisorSpec root(ObjectReader tree, String name) {
    tree.refuse(CHILD_KEYS, "is for a child: the root has no supervisor of its own");
    SupervisorSpec root = instances.named(supervisor(tree, name, 1));
    dependencies.check(root, ids::has, instances);
    links.check(root, ids::has, instances);
    return root;
  }

  /** A root about which nothing is declared. */
  SupervisorSpec bareRoot() {
    return new SupervisorSpec(
        LimitReader.strategy(defaults.supervisor()),
        LimitReader.limit(defaults.supervisor()),
        List.of());
  }

  /** A process that is declared elsewhere. */
  ProcessSpec processOf(ObjectReader own, String id) {
    ObjectReader process = own.withDefaults(defaults.process());
    return processes.read(process, id, CommandReader.read(process));
  }

  private SupervisorSpec supervisor(ObjectReader own, String id, int depth) {
    ObjectReader supervisor = own.withDefaults(defaults.supervisor());
    supervisor.refuse(ProcessReader.KEYS, "is for a process, and this is a supervisor");
    AutoShutdown autoShutdown = LimitReader.autoShutdown(supervisor);
    boolean dynamic = own.hasOwn("template");
    return new SupervisorSpec(
        dynamic ? TemplateReader.strategy(supervisor) : LimitReader.strategy(supervisor),
        LimitReader.limit(supervisor),
        autoShutdown,
        dynamic ? List.of() : declared(own, depth, autoShutdown),
        dynamic ? template(own, id, autoShutdown) : Optional.empty());
  }

  private List<ChildSpec> declared(ObjectReader own, int depth, AutoShutdown autoShutdown) {
    own.refuse(List.of("max-children"), "is for a supervisor with a template");
    return depth > MAX_DEPTH ? tooDeep(own) : children(own, depth, autoShutdown);
  }

  /** Empty when it is mistaken. */
  private Optional<Template> template(ObjectReader supervisor, String id, AutoShutdown above) {
    supervisor.refuse(
        List.of("children"),
        "contradicts template: a supervisor has declared children, or makes them from a template");
    int most = TemplateReader.maxChildren(supervisor);
    int before = mistakes.told();
    ObjectReader template = supervisor.object("template");
    if (mistakes.told() > before) {
      template.acceptAll();
      return Optional.empty();
    }
    String stem = templates.stem(template, id);
    TemplateReader.refuseOfOne(template);
    Set<String> linked = links.ofTemplate(template, id, stem);
    Parts parts = process(template, stem);
    TemplateReader.refuseShared(template, ((ProcessChild) parts.definition()).process());
    if (parts.significant()) {
      checkSignificant(template, parts, above);
    }
    Set<String> groups = GroupsReader.read(template);
    return mistakes.told() > before || stem.isEmpty()
        ? Optional.empty()
        : Optional.of(new Template(parts.named(stem).withGroups(groups).withLinks(linked), most));
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
        specs.addAll(child(child, depth, autoShutdown));
      }
    }
    return specs;
  }

  /** What was declared in one place: none if it is mistaken, several if it has instances. */
  private List<ChildSpec> child(ObjectReader child, int depth, AutoShutdown above) {
    int before = mistakes.told();
    String id = id(child);
    boolean process = child.hasOwn("command");
    boolean supervisor = child.hasOwn("children") || child.hasOwn("template");
    if (process == supervisor) {
      refuseUndecided(child, process);
      return List.of();
    }
    Set<String> linked = links.read(child, id);
    Parts parts = process ? process(child, id) : supervisorChild(child, id, depth);
    if (parts.significant()) {
      checkSignificant(child, parts, above);
    }
    List<Dependency> dependsOn = dependencies.read(child, id);
    Set<String> groups = GroupsReader.read(child);
    int count = process ? instanceCount(child, id) : 0;
    // Without a proper id its log files have no proper names, and would clash with others'.
    if (mistakes.told() > before) {
      return List.of();
    }
    ChildSpec declared =
        parts.named(id).withDependsOn(dependsOn).withGroups(groups).withLinks(linked);
    List<ChildSpec> specs = count == 0 ? List.of(declared) : instances.of(declared, count);
    specs.forEach(spec -> claims.claim(child, spec.definition()));
    return mistakes.told() > before ? List.of() : specs;
  }

  private int instanceCount(ObjectReader child, String id) {
    int count = Instances.count(child);
    children += Math.max(0, count - 1);
    for (int number = 1; number <= count && !id.isEmpty(); number++) {
      claimId(child, "instances", Instances.id(id, number));
    }
    return count;
  }

  /** All of a child but its id, which may be mistaken. */
  private record Parts(
      RestartPolicy restart,
      boolean significant,
      ChildDefinition definition,
      List<AlertRule> alerts) {

    ChildSpec named(String id) {
      return ChildSpec.of(id, definition)
          .withRestart(restart)
          .withSignificant(significant)
          .withAlerts(alerts);
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
      claimId(child, "id", id);
    }
    return id;
  }

  /** Whether it is free; tells it when it is not. */
  boolean claimId(ObjectReader child, String key, String id) {
    if (!ChildPath.ID.matcher(id).matches()) {
      child.mistake(key, "makes the id " + id + ", which is longer than an id may be");
    }
    Optional<Location> first = ids.claim(id, child.location(key.equals("instances") ? "id" : key));
    first.ifPresent(at -> child.mistake(key, "duplicate id " + id + ", first used in " + at));
    return first.isEmpty();
  }

  private static void refuseUndecided(ObjectReader child, boolean both) {
    child.accept(CHILD_KEYS);
    child.accept(ProcessReader.KEYS);
    child.accept(SUPERVISOR_KEYS);
    child.mistake(
        both
            ? "has both command and %s: a child is either a process or a supervisor"
                .formatted(child.hasOwn("children") ? "children" : "template")
            : "needs either command (a process), or children or template (a supervisor)");
  }

  private Parts supervisorChild(ObjectReader own, String id, int depth) {
    ObjectReader supervisor = own.withDefaults(defaults.supervisor());
    return new Parts(
        RestartReader.ofSupervisor(supervisor),
        supervisor.bool("significant"),
        new ChildDefinition.SupervisorChild(
            supervisor(own, id, depth + 1), ShutdownReader.read(supervisor)),
        List.of());
  }

  private Parts process(ObjectReader own, String id) {
    ObjectReader process = own.withDefaults(defaults.process());
    process.refuse(SUPERVISOR_KEYS, "is for a supervisor, and this is a process");
    boolean task = ProcessReader.Kind.read(process) == ProcessReader.Kind.TASK;
    ProcessSpec spec = processes.read(process, id, CommandReader.read(process));
    OnRuntimeDeathReader.check(process, spec);
    return new Parts(
        RestartReader.policy(
            process, task ? RestartReader.task(process, defaults) : RestartReader.any(process)),
        process.bool("significant"),
        new ProcessChild(spec, task),
        alerts.read(own));
  }
}
