package io.banyan.control.virtual;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.inspect.ProcessInfo;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.usage.Usage;
import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One process of the document. For one thread at a time. */
final class ProcessEntry {

  /** What a shell says of a signal. */
  private static final int SIGNALED = 128;

  /**
   * What others count.
   *
   * @param identity its process; null when none is alive
   * @param name of its program
   * @param group its process group
   * @param state as the system has it; unknown before it was inspected
   * @param rssBytes resident memory; 0 when it is not known
   */
  record Facts(
      @Nullable ProcessIdentity identity, String name, long group, String state, long rssBytes) {
    static final Facts NONE = new Facts(null, "", 0, "", 0);
  }

  private final String id;
  private ListNode commandLine = ListNode.EMPTY;
  private List<String> words = List.of();
  private Inspected inspected = Inspected.NOTHING;
  private ObjectNode node = ObjectNode.EMPTY;
  private Facts facts = Facts.NONE;

  ProcessEntry(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  ObjectNode node() {
    return node;
  }

  Facts facts() {
    return facts;
  }

  void inspected(ProcessInfo info) {
    inspected = Inspected.of(info);
  }

  void refresh(ChildSnapshot child) {
    Optional<ProcessIdentity> process =
        child.state().isAlive() ? child.life().process() : Optional.empty();
    if (!process.equals(inspected.identity())) {
      inspected = Inspected.NOTHING;
    }
    if (!words.equals(child.declaration().commandLine())) {
      words = child.declaration().commandLine();
      commandLine = ListNode.of(words.stream().map(Node::of).toList());
    }
    facts = facts(child, process);
    ObjectNode made = document(child, process);
    // Who watches looks at what is another object only.
    node = made.equals(node) ? node : made;
  }

  private Facts facts(ChildSnapshot child, Optional<ProcessIdentity> process) {
    long rss =
        process.isEmpty()
            ? 0
            : usage(child).map(Usage::rssBytes).orElse(inspected.rssBytes().orElse(0L));
    return new Facts(
        process.orElse(null),
        name(),
        inspected.group().orElse(process.map(ProcessIdentity::pid).orElse(0L)),
        inspected.state(),
        rss);
  }

  private static Optional<Usage> usage(ChildSnapshot child) {
    return child.circumstances().watch().usage();
  }

  /** As the system would call it. */
  private String name() {
    String program = words.isEmpty() ? id : words.get(0);
    return program.substring(program.lastIndexOf('/') + 1);
  }

  private ObjectNode document(ChildSnapshot child, Optional<ProcessIdentity> process) {
    Optional<ExitStatus> exit = child.life().exit().map(ProcessExit::status);
    ObjectNode.Builder fields =
        ObjectNode.builder()
            .put("id", id)
            .put("path", child.path().text())
            .put("pid", number(process.map(ProcessIdentity::pid)))
            .put("name", name())
            .put("state", child.state().text())
            .put("cmdline", commandLine)
            .put("launchedAt", child.startedAt().map(Instant::toString).orElse(null))
            .put("exitedAt", child.exitedAt().map(Instant::toString).orElse(null))
            .put("exitCode", number(exit.flatMap(ProcessEntry::code)))
            .put("reason", child.life().reason().map(CrashReason::description).orElse(null))
            .put("incarnation", child.life().incarnation())
            .put("restarts", child.life().restarts());
    Optional<Long> rss = process.isEmpty() ? Optional.empty() : usage(child).map(Usage::rssBytes);
    inspected.put(fields, rss);
    return fields.build();
  }

  private static Optional<Long> code(ExitStatus status) {
    if (status instanceof ExitStatus.Signaled signaled) {
      return Optional.of((long) SIGNALED + signaled.signal().number());
    }
    return status instanceof ExitStatus.Exited exited
        ? Optional.of((long) exited.code())
        : Optional.empty();
  }

  static Node number(Optional<Long> number) {
    return number.map(value -> Node.of(value.longValue())).orElse(Node.none());
  }
}
