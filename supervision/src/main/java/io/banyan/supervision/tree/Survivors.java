package io.banyan.supervision.tree;

import io.banyan.runtime.adoption.Adoption;
import io.banyan.runtime.adoption.AdoptionPlan;
import io.banyan.runtime.adoption.LaunchNote;
import io.banyan.runtime.containment.OnRuntimeDeath;
import io.banyan.runtime.containment.Remains;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.process.Environment;
import io.banyan.runtime.process.Fingerprint;
import io.banyan.runtime.process.Incarnation;
import io.banyan.runtime.process.ManagedProcess;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.runtime.process.ProcessNotice;
import io.banyan.runtime.process.ProcessPorts;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What earlier runtimes have left of a tree. Before the tree begins, what is not wanted any more is
 * ended; the rest waits for its child to be started, which adopts it. Safe from any thread.
 */
final class Survivors {

  private static final Logger LOG = LoggerFactory.getLogger(Survivors.class);

  private final ActorSystem<?> system;
  private final String name;
  private final ProcessPorts ports;
  private final Incarnations incarnations;
  private final Map<ChildPath, ProcessSpec> declared = new HashMap<>();
  private final List<ActorRef<ManagedProcess.Command>> ending = new CopyOnWriteArrayList<>();
  private final Map<String, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();
  private final AtomicInteger actors = new AtomicInteger();

  /**
   * What they are ended with, and what their numbers are told to.
   *
   * @param ports not those of the tree: its names, links and dependencies are about what it has
   *     itself
   */
  record Means(ProcessPorts ports, Incarnations incarnations) {}

  /**
   * @param name unique in the actor system
   */
  Survivors(ActorSystem<?> system, String name, Means means, SupervisorSpec spec) {
    this.system = system;
    this.name = name;
    this.ports = means.ports();
    this.incarnations = means.incarnations();
    declare(ChildPath.ROOT, spec);
  }

  /**
   * Decides once about all of them and ends what is not wanted. Looks at all processes of the
   * machine, if there was a runtime before that did not end in order.
   *
   * @return completed when the tree can begin, at once if there is nothing to end
   */
  CompletionStage<Void> settle() {
    AdoptionPlan plan = adoption().plan(wanted());
    plan.numbers().forEach(incarnations::startAfter);
    plan.adopt().forEach(note -> incarnations.startAt(note.path(), note.number()));
    List<CompletableFuture<Void>> awaited = new ArrayList<>();
    plan.end().forEach(note -> awaited.add(end(note, shutdown(note))));
    plan.sweep().forEach(remains -> awaited.add(sweep(remains)));
    return all(awaited).thenRun(adoption()::settled);
  }

  /**
   * Ends those of a child, and below it, that is not to be started any more; completed when they
   * are gone.
   */
  CompletionStage<Void> endOf(ChildPath path) {
    return all(
        adoption().survivors().stream()
            .filter(note -> note.path().equals(path) || path.isAbove(note.path()))
            .map(note -> end(note, shutdown(note)))
            .toList());
  }

  /** The same of several. */
  CompletionStage<Void> endOf(List<ChildPath> paths) {
    return all(paths.stream().map(path -> endOf(path).toCompletableFuture()).toList());
  }

  /** Ends those that no child has adopted; completed when they are gone. */
  CompletionStage<Void> endRest(boolean brutal) {
    return all(
        adoption().survivors().stream()
            .map(note -> end(note, brutal ? Shutdown.brutalKill() : shutdown(note)))
            .toList());
  }

  /** Those that no child has adopted yet, with their numbers. */
  Map<ChildPath, Integer> numbers() {
    return adoption().survivors().stream()
        .collect(Collectors.toMap(LaunchNote::path, LaunchNote::number, Math::max));
  }

  /** Kills what is being ended. */
  void hurry() {
    ending.forEach(
        process -> process.tell(new ManagedProcess.Stop(Signal.KILL, Shutdown.brutalKill(), true)));
  }

  /** Once: a second actor would find nobody to adopt, and launch another. */
  private CompletableFuture<Void> end(LaunchNote note, Shutdown shutdown) {
    return ends.computeIfAbsent(note.incarnation(), incarnation -> beginEnd(note, shutdown));
  }

  private CompletableFuture<Void> beginEnd(LaunchNote note, Shutdown shutdown) {
    LOG.info("Ending {}, which an earlier runtime has left", note.incarnation());
    CompletableFuture<Void> gone = new CompletableFuture<>();
    ActorRef<ManagedProcess.Command> process =
        system.systemActorOf(
            ManagedProcess.create(
                new Incarnation(note.path(), note.number()),
                declared.getOrDefault(note.path(), unknown()),
                ports,
                notice -> {
                  if (notice instanceof ProcessNotice.Ended) {
                    gone.complete(null);
                  }
                }),
            "banyan-%s-survivor-%d".formatted(name, actors.incrementAndGet()),
            DispatcherSelector.fromConfig("banyan.launch-dispatcher"));
    ending.add(process);
    gone.thenRun(() -> ending.remove(process));
    process.tell(new ManagedProcess.Stop(note.end().signal(), shutdown, false));
    return gone;
  }

  private CompletableFuture<Void> sweep(Remains remains) {
    LOG.info("Ending what an earlier runtime has left of {}", remains.incarnation());
    return ports.containment().sweep(remains).toCompletableFuture();
  }

  private static Shutdown shutdown(LaunchNote note) {
    return note.end()
        .grace()
        .map(grace -> grace.isZero() ? Shutdown.brutalKill() : Shutdown.within(grace))
        .orElseGet(Shutdown::infinity);
  }

  private Map<ChildPath, String> wanted() {
    Map<ChildPath, String> wanted = new HashMap<>();
    declared.forEach(
        (path, process) -> {
          if (process.onRuntimeDeath() == OnRuntimeDeath.ADOPT) {
            wanted.put(path, Fingerprint.of(process));
          }
        });
    return wanted;
  }

  private void declare(ChildPath path, SupervisorSpec spec) {
    for (ChildSpec child : spec.children()) {
      ChildPath at = path.child(child.id());
      if (child.definition() instanceof ChildDefinition.SupervisorChild below) {
        declare(at, below.supervisor());
      } else if (child.definition() instanceof ChildDefinition.ProcessChild process) {
        declared.put(at, process.process());
      }
    }
  }

  /** Stands for a child that is not declared any more: all that is done with it is to end it. */
  private static ProcessSpec unknown() {
    StreamSpec nothing = new StreamSpec(Optional.empty(), 1);
    return new ProcessSpec(
        new ProcessCommand.Shell(":"),
        Path.of("/"),
        Environment.INHERITED,
        Signal.TERM,
        Shutdown.brutalKill(),
        Set.of(0),
        new OutputSpec(nothing, nothing));
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<Void>> ends) {
    return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
  }

  private Adoption adoption() {
    return ports.adoption();
  }
}
