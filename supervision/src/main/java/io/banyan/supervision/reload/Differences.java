package io.banyan.supervision.reload;

import io.banyan.runtime.process.ProcessSpec;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import java.util.List;
import java.util.function.Function;

/** Which keys differ between two specs, by the names that configuration gives them. */
final class Differences {

  private record Key<T>(String name, Function<T, Object> part) {
    boolean differs(T before, T after) {
      return !part.apply(before).equals(part.apply(after));
    }
  }

  private static final List<Key<ProcessSpec>> PROCESS =
      List.of(
          new Key<>("command", ProcessSpec::command),
          new Key<>("directory", ProcessSpec::directory),
          new Key<>("env", ProcessSpec::environment),
          new Key<>("stop-signal", ProcessSpec::stopSignal),
          new Key<>("shutdown", ProcessSpec::shutdown),
          new Key<>("on-shutdown", ProcessSpec::onShutdown),
          new Key<>("success-exit-codes", ProcessSpec::successExitCodes),
          new Key<>("stdout", process -> process.output().stdout()),
          new Key<>("stderr", process -> process.output().stderr()),
          new Key<>("patterns", process -> process.output().patterns()),
          new Key<>("user", process -> process.options().user()),
          new Key<>("group", process -> process.options().group()),
          new Key<>("umask", process -> process.options().umask()),
          new Key<>("nice", process -> process.options().nice()),
          new Key<>("limits.open-files", process -> process.options().openFiles()),
          new Key<>("limits.processes", process -> process.options().processes()),
          new Key<>("limits", ProcessSpec::limits),
          new Key<>("stdin", ProcessSpec::stdin),
          new Key<>("escaped", ProcessSpec::escaped),
          new Key<>("on-runtime-death", ProcessSpec::onRuntimeDeath),
          new Key<>("ready", process -> process.probes().ready()),
          new Key<>("health", process -> process.probes().health()),
          new Key<>("reload", ProcessSpec::reload),
          new Key<>("pid-file", ProcessSpec::pidFile));

  private static final List<Key<ChildSpec>> CHILD =
      List.of(
          new Key<>("restart", child -> child.restart().type()),
          new Key<>("backoff", child -> child.restart().backoff()),
          new Key<>("never-restart-exit-codes", child -> child.restart().neverRestartExitCodes()),
          new Key<>("depends-on", ChildSpec::dependsOn),
          new Key<>("links", ChildSpec::links),
          new Key<>("groups", ChildSpec::groups),
          new Key<>("significant", ChildSpec::significant),
          new Key<>("alerts", ChildSpec::alerts));

  private static final List<Key<SupervisorSpec>> SUPERVISOR =
      List.of(
          new Key<>("strategy", SupervisorSpec::strategy),
          new Key<>("max-restarts", supervisor -> supervisor.limit().maxRestarts()),
          new Key<>("within", supervisor -> supervisor.limit().within()),
          new Key<>("auto-shutdown", SupervisorSpec::autoShutdown),
          new Key<>("template", supervisor -> supervisor.template().map(Template::child)),
          new Key<>(
              "max-children", supervisor -> supervisor.template().map(Template::maxChildren)));

  private Differences() {}

  static List<String> ofProcesses(ProcessSpec before, ProcessSpec after) {
    return of(PROCESS, before, after);
  }

  static List<String> ofChildren(ChildSpec before, ChildSpec after) {
    return of(CHILD, before, after);
  }

  static List<String> ofSupervisors(SupervisorSpec before, SupervisorSpec after) {
    return of(SUPERVISOR, before, after);
  }

  static List<String> processKeys() {
    return PROCESS.stream().map(Key::name).toList();
  }

  static List<String> childKeys() {
    return CHILD.stream().map(Key::name).toList();
  }

  static List<String> supervisorKeys() {
    return SUPERVISOR.stream().map(Key::name).toList();
  }

  private static <T> List<String> of(List<Key<T>> keys, T before, T after) {
    return keys.stream().filter(key -> key.differs(before, after)).map(Key::name).toList();
  }
}
