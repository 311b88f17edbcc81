package io.banyan.control.virtual;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.inspect.ProcessInfo;
import io.banyan.runtime.proc.ResourceLimit;
import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a process that only the system knows. Where it was not asked yet they are null, and
 * objects and lists are there all the same: to name a field must not hide a process.
 */
final class Inspected {

  /** Of a process that nobody has looked at, or that has ended. */
  static final Inspected NOTHING = new Inspected(null);

  /** The unit of processor time in {@code /proc/PID/stat}: a hundredth of a second. */
  private static final long TICK_MILLIS = 10;

  private final @Nullable ProcessInfo info;
  private final Node environment;
  private final ListNode descriptors;
  private final ObjectNode limits;

  private Inspected(@Nullable ProcessInfo info) {
    this.info = info;
    environment =
        info == null
            ? Node.none()
            : info.environment().map(Inspected::variables).orElse(Node.none());
    descriptors = info == null ? ListNode.EMPTY : files(info.descriptors().orElseGet(TreeMap::new));
    limits =
        ObjectNode.builder()
            .put("max_open_files", limit(info, "open-files"))
            .put("max_processes", limit(info, "processes"))
            .build();
  }

  static Inspected of(ProcessInfo info) {
    return new Inspected(info);
  }

  Optional<ProcessIdentity> identity() {
    return get().map(told -> told.summary().identity());
  }

  Optional<Long> group() {
    return get().flatMap(told -> boxed(told.summary().group()));
  }

  Optional<Long> rssBytes() {
    return get().map(told -> told.summary().usage().rssBytes());
  }

  /** In a word; empty when it is not known. */
  String state() {
    return get().map(told -> told.summary().state()).orElse("");
  }

  /**
   * @param rss what the monitor said of its memory; it looks more often
   */
  void put(ObjectNode.Builder fields, Optional<Long> rss) {
    Optional<ProcessInfo> told = get();
    fields
        .put("ppid", ProcessEntry.number(told.map(it -> it.summary().parent())))
        .put("uid", ProcessEntry.number(told.flatMap(it -> boxed(it.summary().uid()))))
        .put("gid", ProcessEntry.number(told.flatMap(it -> boxed(it.gid()))))
        .put("cwd", told.flatMap(it -> it.places().directory()).orElse(null))
        .put("exe", told.flatMap(it -> it.places().executable()).orElse(null))
        .put("environ", environment)
        .put("stat", stat(told, rss.or(this::rssBytes)))
        .put("fd", descriptors)
        .put("limits", limits);
  }

  private static ObjectNode stat(Optional<ProcessInfo> told, Optional<Long> rss) {
    Optional<ProcessInfo.Times> times = told.map(ProcessInfo::times);
    return ObjectNode.builder()
        .put("utime", ticks(times.map(ProcessInfo.Times::user)))
        .put("stime", ticks(times.map(ProcessInfo.Times::system)))
        .put("cutime", ticks(times.flatMap(ProcessInfo.Times::children)))
        .put("cstime", ticks(times.flatMap(ProcessInfo.Times::childrenSystem)))
        .put("starttime", ProcessEntry.number(told.map(it -> it.summary().identity().startTime())))
        .put("vsize", ProcessEntry.number(told.map(it -> it.summary().usage().vsizeBytes())))
        .put("rss", ProcessEntry.number(rss))
        .put(
            "num_threads",
            ProcessEntry.number(told.map(it -> (long) it.summary().usage().threads())))
        .build();
  }

  private Optional<ProcessInfo> get() {
    return Optional.ofNullable(info);
  }

  private static Node ticks(Optional<Duration> time) {
    return ProcessEntry.number(time.map(it -> it.toMillis() / TICK_MILLIS));
  }

  private static Optional<Long> boxed(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }

  private static Node limit(@Nullable ProcessInfo info, String name) {
    List<ResourceLimit> known = info == null ? List.of() : info.limits();
    return ProcessEntry.number(
        known.stream()
            .filter(limit -> limit.name().equals(name))
            .findFirst()
            .flatMap(limit -> boxed(limit.soft())));
  }

  private static Node variables(Map<String, String> variables) {
    ObjectNode.Builder object = ObjectNode.builder();
    variables.forEach(object::put);
    return object.build();
  }

  private static ListNode files(SortedMap<Integer, String> descriptors) {
    List<Node> files = new ArrayList<>();
    descriptors.forEach(
        (number, path) ->
            files.add(ObjectNode.builder().put("fd", number).put("path", path).build()));
    return ListNode.of(files);
  }
}
