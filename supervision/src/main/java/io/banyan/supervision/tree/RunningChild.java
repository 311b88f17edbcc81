package io.banyan.supervision.tree;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.process.Incarnation;
import io.banyan.runtime.process.ManagedProcess;
import io.banyan.runtime.process.ProcessNotice;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.ReloadOutcome;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.actor.ActorDefinition;
import io.banyan.supervision.actor.ActorNotice;
import io.banyan.supervision.actor.ManagedActor;
import io.banyan.supervision.spec.ChildDefinition;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * The incarnation of a child that is alive now, and how that kind of child is started and ended.
 */
sealed interface RunningChild {

  Incarnation incarnation();

  ActorRef<?> ref();

  /** What it is, with an article. */
  String kind();

  /**
   * Asks it to end; asked again, the later request counts.
   *
   * @param thorough it has ended only when what left its process group is gone, too
   */
  void stop(Shutdown shutdown, boolean thorough);

  /** Kills it, with all that is below it, and has that count as a failure for this reason. */
  void crash(CrashReason reason);

  /** Starts a new incarnation as a child of the actor whose context this is. */
  static RunningChild start(
      ActorContext<?> context,
      ChildDefinition definition,
      Incarnation incarnation,
      TreeContext tree,
      Consumer<ChildNotice> owner) {
    String name = incarnation.path().id() + "-" + incarnation.number();
    if (definition instanceof ChildDefinition.SupervisorChild child) {
      return new OfSupervisor(
          incarnation,
          context.spawn(
              Supervisor.create(incarnation, child.supervisor(), tree, owner),
              name,
              Supervisor.DISPATCHER));
    }
    if (definition instanceof ChildDefinition.ActorChild) {
      ActorDefinition<?> actor =
          definition instanceof DeclaredActor declared
              ? made(declared, tree)
              : (ActorDefinition<?>) definition;
      return new OfActor(
          incarnation, context.spawn(managed(incarnation, actor, tree, owner), name));
    }
    ProcessSpec spec = ((ChildDefinition.ProcessChild) definition).process();
    return new OfProcess(
        incarnation,
        context.spawn(
            ManagedProcess.create(
                incarnation, spec, tree.ports().process(), notice -> owner.accept(of(notice))),
            name,
            DispatcherSelector.fromConfig("banyan.launch-dispatcher")),
        spec);
  }

  /** One that cannot be made is a child that could not be started. */
  private static ActorDefinition<?> made(DeclaredActor declared, TreeContext tree) {
    try {
      return declared.in(tree.surroundings());
    } catch (RuntimeException failure) {
      return ActorDefinition.of(
          life -> {
            throw failure;
          });
    }
  }

  private static <T> Behavior<ManagedActor.Command> managed(
      Incarnation incarnation,
      ActorDefinition<T> actor,
      TreeContext tree,
      Consumer<ChildNotice> owner) {
    return ManagedActor.create(
        incarnation,
        actor,
        tree.ports().process().events(),
        notice -> {
          if (notice instanceof ActorNotice.Spawned spawned) {
            tree.bonds().spawned(incarnation, spawned.ref(), actor.messages());
          } else {
            owner.accept(of(notice));
          }
        });
  }

  private static ChildNotice of(ProcessNotice notice) {
    return notice instanceof ProcessNotice.Ended ended
        ? new ChildNotice.Ended(ended.outcome(), ended.reason(), ended.launched(), ended.exitCode())
        : new ChildNotice.Running();
  }

  private static ChildNotice of(ActorNotice notice) {
    if (notice instanceof ActorNotice.Ended ended) {
      return new ChildNotice.Ended(ended.outcome(), ended.reason(), ended.started());
    }
    return notice instanceof ActorNotice.Declined
        ? new ChildNotice.Declined()
        : new ChildNotice.Running();
  }

  /** An actor, and the one that manages it. */
  record OfActor(Incarnation incarnation, ActorRef<ManagedActor.Command> ref)
      implements RunningChild {

    @Override
    public void stop(Shutdown shutdown, boolean thorough) {
      ref.tell(new ManagedActor.Stop(shutdown));
    }

    @Override
    public void crash(CrashReason reason) {
      ref.tell(new ManagedActor.Fail(reason));
    }

    @Override
    public String kind() {
      return "an actor";
    }
  }

  /** A process and its actor. */
  record OfProcess(Incarnation incarnation, ActorRef<ManagedProcess.Command> ref, ProcessSpec spec)
      implements RunningChild {

    @Override
    public void stop(Shutdown shutdown, boolean thorough) {
      ref.tell(new ManagedProcess.Stop(spec.stopSignal(), shutdown, false, thorough));
    }

    @Override
    public void crash(CrashReason reason) {
      ref.tell(new ManagedProcess.Fail(reason));
    }

    @Override
    public String kind() {
      return "a process";
    }

    void kill(Signal signal, Shutdown shutdown) {
      ref.tell(new ManagedProcess.Stop(signal, shutdown, true));
    }

    void reload(Consumer<ReloadOutcome> onOutcome) {
      ref.tell(new ManagedProcess.Reload(onOutcome));
    }

    void signal(Signal signal, Consumer<SignalOutcome> onOutcome) {
      ref.tell(new ManagedProcess.SendSignal(signal, onOutcome));
    }
  }

  /** A supervisor below this one. */
  record OfSupervisor(Incarnation incarnation, ActorRef<Supervisor.Command> ref)
      implements RunningChild {

    @Override
    public void stop(Shutdown shutdown, boolean thorough) {
      ref.tell(new Supervisor.ShutDown(shutdown));
    }

    @Override
    public void crash(CrashReason reason) {
      ref.tell(new Supervisor.Crash(reason));
    }

    @Override
    public String kind() {
      return "a supervisor";
    }
  }
}
