package io.banyan.supervision.spec;

import io.banyan.runtime.alert.AlertRule;
import io.banyan.runtime.event.ChildPath;
import java.util.List;
import java.util.Set;

/**
 * One child of a supervisor, as declared. OTP's child spec.
 *
 * @param id its name, unique in the tree, of the form {@link ChildPath#ID}
 * @param definition what it is
 * @param restart whether and when it is restarted after it ended by itself
 * @param dependsOn what has to have come before it is started
 * @param links ids of children that crash together with it
 * @param groups names under which it can be found and steered together with others
 * @param significant its end by itself can end its supervisor; see {@link AutoShutdown}
 * @param alerts on what a process uses; none for others
 */
public record ChildSpec(
    String id,
    ChildDefinition definition,
    RestartPolicy restart,
    List<Dependency> dependsOn,
    Set<String> links,
    Set<String> groups,
    boolean significant,
    List<AlertRule> alerts) {

  public ChildSpec {
    if (!ChildPath.ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not an id: " + id);
    }
    if (significant && restart.type() == RestartType.PERMANENT) {
      throw new IllegalArgumentException(id + ": a permanent child cannot be significant");
    }
    dependsOn = List.copyOf(dependsOn);
    links = Set.copyOf(links);
    groups = Set.copyOf(groups);
    alerts = List.copyOf(alerts);
  }

  /** A permanent child that is restarted at once and has nothing to do with others. */
  public static ChildSpec of(String id, ChildDefinition definition) {
    return new ChildSpec(
        id, definition, RestartPolicy.PERMANENT, List.of(), Set.of(), Set.of(), false, List.of());
  }

  public ChildSpec withId(String name) {
    return new ChildSpec(name, definition, restart, dependsOn, links, groups, significant, alerts);
  }

  public ChildSpec withDefinition(ChildDefinition changed) {
    return new ChildSpec(id, changed, restart, dependsOn, links, groups, significant, alerts);
  }

  public ChildSpec withRestart(RestartPolicy policy) {
    return new ChildSpec(id, definition, policy, dependsOn, links, groups, significant, alerts);
  }

  public ChildSpec withDependsOn(List<Dependency> dependencies) {
    return new ChildSpec(id, definition, restart, dependencies, links, groups, significant, alerts);
  }

  public ChildSpec withLinks(Set<String> ids) {
    return new ChildSpec(id, definition, restart, dependsOn, ids, groups, significant, alerts);
  }

  public ChildSpec withGroups(Set<String> names) {
    return new ChildSpec(id, definition, restart, dependsOn, links, names, significant, alerts);
  }

  public ChildSpec withSignificant(boolean matters) {
    return new ChildSpec(id, definition, restart, dependsOn, links, groups, matters, alerts);
  }

  public ChildSpec withAlerts(List<AlertRule> rules) {
    return new ChildSpec(id, definition, restart, dependsOn, links, groups, significant, rules);
  }

  public boolean isTemporary() {
    return restart.type() == RestartType.TEMPORARY;
  }
}
