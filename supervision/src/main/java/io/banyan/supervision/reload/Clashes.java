package io.banyan.supervision.reload;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.supervision.spec.ChildDefinition.SupervisorChild;
import io.banyan.supervision.spec.ChildSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds new children whose id is used by others that stay. Ids are unique in a declared tree. */
final class Clashes {

  private final Map<String, ChildPath> added = new HashMap<>();
  private final List<ChildPath> removed = new ArrayList<>();

  Clashes(List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.Added one) {
        add(one.path(), one.child());
      } else if (change instanceof Change.Removed one) {
        removed.add(one.path());
      }
    }
  }

  private void add(ChildPath path, ChildSpec child) {
    added.put(child.id(), path);
    if (child.definition() instanceof SupervisorChild below) {
      below.supervisor().children().forEach(one -> add(path.child(one.id()), one));
    }
  }

  /** The first, in words. */
  Optional<String> with(List<ChildSnapshot> children) {
    return children.stream()
        .map(ChildSnapshot::path)
        .filter(path -> added.containsKey(path.id()) && !added.get(path.id()).equals(path))
        .filter(path -> removed.stream().noneMatch(gone -> gone.equals(path) || gone.isAbove(path)))
        .findFirst()
        .map(
            path ->
                "the file declares %s, and there is %s of the same id, which was added meanwhile"
                    .formatted(added.get(path.id()), path));
  }
}
