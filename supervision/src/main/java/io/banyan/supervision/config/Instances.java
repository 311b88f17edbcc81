package io.banyan.supervision.config;

import io.banyan.runtime.process.ProcessSpec;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildDefinition.SupervisorChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Dependency;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Processes that are declared once and run several times: {@code mailer} with two instances is the
 * children {@code mailer-1} and {@code mailer-2}, which are the group {@code mailer}. Who depends
 * on it, or is linked to it, is so with each of them.
 */
final class Instances {

  static final int MOST = 1000;

  /** Tells an instance which one it is, from 1. */
  static final String VARIABLE = "BANYAN_INSTANCE";

  private final Map<String, List<String>> ids = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  /** How many the child is to have; 0 when it is one child of its own name. */
  static int count(ObjectReader process) {
    return process.hasOwn("instances") ? process.integer("instances", 1, MOST) : 0;
  }

  /** The id of one of them. */
  static String id(String name, int number) {
    return name + "-" + number;
  }

  /** The children in place of the one that was declared. */
  List<ChildSpec> of(ChildSpec declared, int count) {
    List<ChildSpec> children = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      children.add(instance(declared, number));
    }
    ids.put(declared.id(), children.stream().map(ChildSpec::id).toList());
    children.forEach(child -> names.put(child.id(), declared.id()));
    return children;
  }

  private static ChildSpec instance(ChildSpec declared, int number) {
    String id = id(declared.id(), number);
    Set<String> groups = new TreeSet<>(declared.groups());
    groups.add(declared.id());
    ChildDefinition definition = declared.definition().forChild(declared.id(), id, List.of());
    return declared
        .withId(id)
        .withGroups(groups)
        .withDefinition(
            definition instanceof ProcessChild process
                ? new ProcessChild(numbered(process.process(), number), process.task())
                : definition);
  }

  private static ProcessSpec numbered(ProcessSpec process, int number) {
    return process.withEnvironment(process.environment().with(VARIABLE, Integer.toString(number)));
  }

  /** The ids that are meant by this one. */
  List<String> meantBy(String id) {
    return ids.getOrDefault(id, List.of(id));
  }

  /** The id under which this child was declared. */
  String declaredAs(String id) {
    return names.getOrDefault(id, id);
  }

  /** The tree with every mention of a name replaced by its instances. */
  SupervisorSpec named(SupervisorSpec supervisor) {
    return supervisor
        .withChildren(supervisor.children().stream().map(this::named).toList())
        .withTemplate(supervisor.template().map(t -> t.withChild(named(t.child()))));
  }

  private ChildSpec named(ChildSpec child) {
    List<Dependency> dependencies =
        child.dependsOn().stream()
            .flatMap(on -> meantBy(on.id()).stream().map(on::withId))
            .toList();
    Set<String> links =
        child.links().stream().flatMap(id -> meantBy(id).stream()).collect(Collectors.toSet());
    ChildSpec mentions = child.withDependsOn(dependencies).withLinks(links);
    return child.definition() instanceof SupervisorChild below
        ? mentions.withDefinition(new SupervisorChild(named(below.supervisor()), below.shutdown()))
        : mentions;
  }
}
