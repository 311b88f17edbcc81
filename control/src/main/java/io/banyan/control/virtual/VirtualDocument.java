package io.banyan.control.virtual;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.RecordedEvent;
import io.banyan.runtime.inspect.ProcessInfo;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The document {@code /proc}: every declared process with all that is known of it, figures of all,
 * and process groups. Subscribe it to the {@link io.banyan.runtime.event.EventHub}; safe from any
 * thread. Each fact makes a new document, which shares with the one before all that the fact does
 * not change.
 */
public final class VirtualDocument implements Consumer<RecordedEvent> {

  /**
   * The document after a fact.
   *
   * @param sequence of that fact; 0 before the first
   * @param document immutable
   */
  public record State(long sequence, Node document) {}

  private final TreeView tree = new TreeView();
  private final Map<ChildPath, ProcessEntry> entries = new HashMap<>();
  private final Map<ProcessIdentity, ChildPath> running = new HashMap<>();
  private final Map<String, ChildPath> ids = new HashMap<>();
  private final Rows processes = new Rows("id");
  private final ProcessGroups groups = new ProcessGroups();
  private final Statistics statistics = new Statistics();
  private long sequence;

  @Override
  public synchronized void accept(RecordedEvent recorded) {
    tree.accept(recorded);
    sequence = recorded.sequence();
    Optional<ChildSnapshot> child = tree.get(recorded.path());
    if (child.isEmpty()) {
      forget(recorded.path());
    } else if (child.get().isProcess()) {
      refresh(child.get());
    }
  }

  /**
   * Takes what the system tells of a process, its secrets masked. Nothing happens when it is none
   * of ours, or not any more.
   */
  public synchronized void inspected(ProcessInfo info) {
    ChildPath path = running.get(info.summary().identity());
    ProcessEntry entry = path == null ? null : entries.get(path);
    if (path != null && entry != null) {
      entry.inspected(info);
      tree.get(path).ifPresent(this::refresh);
    }
  }

  /** The document now. */
  public synchronized State state() {
    ObjectNode proc =
        ObjectNode.builder()
            .put("processes", processes.list())
            .put("stats", statistics.node())
            .put("process_groups", groups.list())
            .build();
    return new State(sequence, ObjectNode.builder().put("proc", proc).build());
  }

  private void refresh(ChildSnapshot child) {
    ProcessEntry entry = entries.computeIfAbsent(child.path(), this::begin);
    ProcessEntry.Facts before = entry.facts();
    entry.refresh(child);
    ProcessEntry.Facts after = entry.facts();
    processes.put(entry.id(), entry.node());
    replace(before.identity(), after.identity(), child.path());
    statistics.replace(before, after);
    groups.replace(entry.id(), before, after);
  }

  /** The id of the child, or all of its path where another had that id before. */
  private ProcessEntry begin(ChildPath path) {
    String id = ids.containsKey(path.id()) ? path.text() : path.id();
    ids.put(id, path);
    return new ProcessEntry(id);
  }

  private void replace(
      @Nullable ProcessIdentity before, @Nullable ProcessIdentity after, ChildPath path) {
    if (before != null && !before.equals(after)) {
      running.remove(before);
    }
    if (after != null) {
      running.put(after, path);
    }
  }

  private void forget(ChildPath path) {
    ProcessEntry entry = entries.remove(path);
    if (entry != null) {
      ids.remove(entry.id());
      processes.remove(entry.id());
      replace(entry.facts().identity(), null, path);
      statistics.replace(entry.facts(), ProcessEntry.Facts.NONE);
      groups.replace(entry.id(), entry.facts(), ProcessEntry.Facts.NONE);
    }
  }
}
