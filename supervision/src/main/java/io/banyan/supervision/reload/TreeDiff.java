package io.banyan.supervision.reload;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildDefinition.SupervisorChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.tree.DeclaredActor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What differs between two declarations of a tree. A child is the same in both when it has the same
 * id below the same supervisor; one that moved to another supervisor, became a supervisor, or got
 * or lost a template, is removed and added.
 */
public final class TreeDiff {

  private final List<Change> removals = new ArrayList<>();
  private final List<Change> others = new ArrayList<>();

  private TreeDiff() {}

  /**
   * All changes, in the order in which they are to be made: what is removed, last declared first,
   * then everything else in the order of the new declaration, a supervisor before its children.
   */
  public static List<Change> between(SupervisorSpec before, SupervisorSpec after) {
    TreeDiff diff = new TreeDiff();
    diff.removals(ChildPath.ROOT, before, after);
    diff.supervisors(ChildPath.ROOT, before, after);
    Collections.reverse(diff.removals);
    List<Change> all = new ArrayList<>(diff.removals);
    all.addAll(diff.others);
    return all;
  }

  /** In the order of the old declaration, whatever the depth. */
  private void removals(ChildPath path, SupervisorSpec before, SupervisorSpec after) {
    Map<String, ChildSpec> now = byId(after);
    for (ChildSpec child : before.children()) {
      ChildSpec kept = now.get(child.id());
      ChildPath at = path.child(child.id());
      if (kept == null || !isSame(child, kept)) {
        removals.add(new Change.Removed(at));
      } else if (child.definition() instanceof SupervisorChild was
          && kept.definition() instanceof SupervisorChild is) {
        removals(at, was.supervisor(), is.supervisor());
      }
    }
  }

  private void supervisors(ChildPath path, SupervisorSpec before, SupervisorSpec after) {
    Map<String, ChildSpec> old = byId(before);
    Map<String, ChildSpec> now = byId(after);
    List<String> keys = new ArrayList<>(Differences.ofSupervisors(before, after));
    if (!common(old, now).equals(common(now, old))) {
      keys.add("children");
    }
    if (!keys.isEmpty()) {
      others.add(new Change.Retuned(path, after, keys));
    }
    for (ChildSpec child : after.children()) {
      ChildSpec known = old.get(child.id());
      ChildPath at = path.child(child.id());
      if (known == null || !isSame(known, child)) {
        others.add(new Change.Added(at, child));
      } else {
        children(at, known, child);
      }
    }
  }

  private void children(ChildPath path, ChildSpec before, ChildSpec after) {
    List<String> keys = new ArrayList<>(Differences.ofChildren(before, after));
    ChildDefinition old = before.definition();
    ChildDefinition now = after.definition();
    if (old instanceof ProcessChild was && now instanceof ProcessChild is) {
      boolean runsOtherwise = !was.equals(is);
      keys.addAll(0, Differences.ofProcesses(was.process(), is.process()));
      if (was.task() != is.task()) {
        keys.add(0, "kind");
      }
      if (runsOtherwise) {
        others.add(new Change.Replaced(path, after, keys));
        return;
      }
    }
    if (old instanceof DeclaredActor was && now instanceof DeclaredActor is && !was.equals(is)) {
      keys.addAll(0, is.differences(was));
      others.add(new Change.Replaced(path, after, keys));
      return;
    }
    boolean supervises = old instanceof SupervisorChild && now instanceof SupervisorChild;
    if (supervises && !old.shutdown().equals(now.shutdown())) {
      keys.add("shutdown");
    }
    if (!keys.isEmpty()) {
      others.add(new Change.Adjusted(path, after, keys));
    }
    if (old instanceof SupervisorChild was && now instanceof SupervisorChild is) {
      supervisors(path, was.supervisor(), is.supervisor());
    }
  }

  /** Whether it is one child in both, whatever else is said of it; else one goes, and one comes. */
  static boolean isSame(ChildSpec child, ChildSpec other) {
    return child.id().equals(other.id())
        && child.definition().getClass().equals(other.definition().getClass())
        && isDynamic(child.definition()) == isDynamic(other.definition());
  }

  private static boolean isDynamic(ChildDefinition definition) {
    return definition instanceof SupervisorChild below && below.supervisor().isDynamic();
  }

  private static Map<String, ChildSpec> byId(SupervisorSpec supervisor) {
    Map<String, ChildSpec> children = new LinkedHashMap<>();
    supervisor.children().forEach(child -> children.put(child.id(), child));
    return children;
  }

  /** The ids that both have, in the order of the first. */
  private static List<String> common(Map<String, ChildSpec> first, Map<String, ChildSpec> second) {
    Set<String> both = new HashSet<>(second.keySet());
    return first.keySet().stream().filter(both::contains).toList();
  }
}
