package io.banyan.runtime.lifecycle;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The whole tree as facts tell it: a fold of all events into one snapshot a child, in the order of
 * declaration. Subscribe it to the {@link io.banyan.runtime.event.EventHub}; read it from any
 * thread.
 */
public final class TreeView implements Consumer<RecordedEvent> {

  private final Map<ChildPath, ChildSnapshot> children = new LinkedHashMap<>();

  @Override
  public synchronized void accept(RecordedEvent recorded) {
    ProcessEvent event = recorded.event();
    ChildPath path = event.path();
    if (event instanceof ProcessEvent.Undeclared) {
      children.remove(path);
      return;
    }
    Optional<Declaration> declaration = Declaration.of(event);
    if (declaration.isPresent()) {
      ChildSnapshot known = children.get(path);
      children.put(
          path,
          known == null
              ? ChildSnapshot.declared(declaration.get(), recorded.time())
              : known.redeclared(declaration.get()));
      return;
    }
    ChildSnapshot child = children.get(path);
    if (child != null) {
      children.put(path, child.after(recorded));
    }
  }

  /** Every child, supervisors before their children. */
  public synchronized List<ChildSnapshot> all() {
    return List.copyOf(children.values());
  }

  public synchronized Optional<ChildSnapshot> get(ChildPath path) {
    return Optional.ofNullable(children.get(path));
  }

  /** Finds a child by its path, or by its id alone where that is enough. */
  public synchronized Optional<ChildSnapshot> find(String idOrPath) {
    ChildSnapshot exact = children.get(new ChildPath(idOrPath));
    if (exact != null) {
      return Optional.of(exact);
    }
    return children.values().stream()
        .filter(child -> child.path().id().equals(idOrPath))
        .findFirst();
  }
}
