package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.ProcStat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who is tracked: children, whichever process they have at the moment, and processes by pid. */
final class TrackedSubjects implements Supplier<Map<String, Optional<ProcessIdentity>>> {

  private final Map<String, ProcessIdentity> byPid = new LinkedHashMap<>();
  private final List<String> targets;
  private final @Nullable ControlClient runtime;

  /**
   * @param targets ids or paths of children; digits are a pid
   * @throws CommandFailure when there is no such child or process
   */
  TrackedSubjects(BanyanCommand banyan, List<String> targets) {
    this.targets = targets.stream().distinct().toList();
    for (String target : this.targets) {
      if (isPid(target)) {
        ProcessIdentity process =
            alive(Long.parseLong(target))
                .orElseThrow(
                    () ->
                        new CommandFailure(
                            ExitCode.NO_SUCH_PROCESS, "no process has pid " + target));
        byPid.put(target, process);
      }
    }
    this.runtime = byPid.size() == this.targets.size() ? null : banyan.connect();
    this.targets.stream().filter(target -> !isPid(target)).forEach(this::check);
  }

  /** Whether nothing can come any more: what had a pid alone is gone for good. */
  boolean areOver() {
    return runtime == null && get().values().stream().allMatch(Optional::isEmpty);
  }

  @Override
  public Map<String, Optional<ProcessIdentity>> get() {
    List<JsonObject> rows = runtime == null ? List.of() : runtime.get("/api/processes").rows();
    Map<String, Optional<ProcessIdentity>> now = new LinkedHashMap<>();
    for (String target : targets) {
      ProcessIdentity process = byPid.get(target);
      now.put(
          target,
          process == null ? ofChild(rows, target) : alive(process.pid()).filter(process::equals));
    }
    return now;
  }

  private void check(String id) {
    if (ofRows(runtime == null ? List.of() : runtime.get("/api/processes").rows(), id).isEmpty()) {
      throw new CommandFailure(ExitCode.NO_SUCH_PROCESS, "Service " + id + " not found");
    }
  }

  private static Optional<ProcessIdentity> ofChild(List<JsonObject> rows, String id) {
    return ofRows(rows, id).flatMap(row -> row.number("pid")).flatMap(TrackedSubjects::alive);
  }

  private static Optional<JsonObject> ofRows(List<JsonObject> rows, String id) {
    return rows.stream()
        .filter(
            row ->
                row.string("path").equals(Optional.of(id))
                    || row.string("id").equals(Optional.of(id)))
        .findFirst();
  }

  private static Optional<ProcessIdentity> alive(long pid) {
    return ProcStat.of(pid).filter(ProcStat::alive).map(ProcStat::identity);
  }

  private static boolean isPid(String target) {
    return target.matches("[1-9]\\d{0,9}");
  }
}
