package io.banyan.supervision.tree;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.process.ReloadOutcome;
import io.banyan.supervision.strategy.Action;
import io.banyan.supervision.strategy.ChildPhase;
import io.banyan.supervision.strategy.SupervisorMachine;
import io.banyan.supervision.tree.Request.Operate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What operators ask of single children of one supervisor: says what is to be done, and keeps in
 * mind who waits for an answer. Used by the supervisor's actor.
 */
final class Operator {

  private final SupervisorMachine machine;
  private final Children children;
  private final PendingReplies pending;
  private final SupervisorEvents events;

  Operator(
      SupervisorMachine machine,
      Children children,
      PendingReplies pending,
      SupervisorEvents events) {
    this.machine = machine;
    this.children = children;
    this.pending = pending;
    this.events = events;
  }

  /** Takes a request, and returns what is to be done now. */
  List<Action> on(Operate request) {
    Operation operation = request.operation();
    if (!machine.has(request.id())) {
      request.replyTo().tell(new OperationResult.NotFound());
      return List.of();
    }
    tellWish(request.id(), operation);
    if (operation instanceof Operation.Start) {
      return start(request);
    } else if (operation instanceof Operation.Stop stop) {
      return stop(request, stop.grace());
    } else if (operation instanceof Operation.Restart restart) {
      return restart(request, restart.grace());
    } else if (operation instanceof Operation.RestartOf restart) {
      return restartOf(request, restart.incarnation());
    } else if (operation instanceof Operation.Kill kill && kill.signal().asksToEnd()) {
      return kill(request, kill.signal());
    } else if (operation instanceof Operation.Kill kill) {
      return signal(request, kill.signal());
    } else if (operation instanceof Operation.Reload) {
      return reload(request);
    }
    return signal(request, ((Operation.SendSignal) operation).signal());
  }

  /** Asks a child to end, as declared or as an operator said. */
  void stopChild(String id) {
    // At the end of all it is the end that waits for what escaped, once for all children.
    children.stop(id, pending.has(id) && !machine.isEnding());
  }

  /** What an operator wants of a child is a fact of its own, whatever comes of it. */
  private void tellWish(String id, Operation operation) {
    boolean up = operation instanceof Operation.Start || operation instanceof Operation.Restart;
    boolean down =
        operation instanceof Operation.Stop
            || (operation instanceof Operation.Kill kill && kill.signal().asksToEnd());
    if (!machine.isEnding() && (up || down)) {
      events.wanted(id, up);
    }
  }

  /** Ends a child at once, whatever is declared. */
  void killChild(String id) {
    children.endWithin(id, Duration.ZERO);
    stopChild(id);
  }

  private List<Action> start(Operate request) {
    if (machine.phase(request.id()) == ChildPhase.RUNNING) {
      request.replyTo().tell(new OperationResult.AlreadyRunning());
      return List.of();
    }
    return awaitStart(request, machine.start(request.id()));
  }

  private List<Action> restart(Operate request, Optional<Duration> grace) {
    hurry(request.id(), grace);
    return awaitStart(request, machine.restart(request.id()));
  }

  /**
   * Not one that is being stopped, or down: an operator may have wanted that, and whoever asks did
   * not know.
   */
  private List<Action> restartOf(Operate request, int incarnation) {
    RunningChild now = children.alive(request.id());
    ChildPhase phase = machine.phase(request.id());
    boolean meant = now != null && now.incarnation().number() == incarnation;
    if (!meant || (phase != ChildPhase.RUNNING && phase != ChildPhase.STARTING)) {
      request.replyTo().tell(new OperationResult.AlreadyStopped());
      return List.of();
    }
    return awaitStart(request, machine.restart(request.id()));
  }

  /** Answers when the next incarnation is ready, or the one that is already starting. */
  private List<Action> awaitStart(Operate request, List<Action> actions) {
    if (machine.isEnding()) {
      request.replyTo().tell(new OperationResult.Failed("its supervisor is ending"));
      return actions;
    }
    RunningChild now = children.alive(request.id());
    int current = now == null ? 0 : now.incarnation().number();
    boolean starting = now != null && machine.phase(request.id()) == ChildPhase.STARTING;
    pending.untilStarted(request.id(), starting ? current - 1 : current, request.replyTo());
    return actions;
  }

  private List<Action> stop(Operate request, Optional<Duration> grace) {
    String id = request.id();
    if (machine.phase(id) == ChildPhase.DOWN) {
      request.replyTo().tell(new OperationResult.AlreadyStopped());
      return List.of();
    }
    pending.untilEnded(id, request.replyTo());
    hurry(id, grace);
    return standDown(id);
  }

  /** Takes a child down for good: whoever waits for it to come up is told so now. */
  private List<Action> standDown(String id) {
    List<Action> actions = machine.stop(id);
    pending.calledOff(id);
    if (!machine.has(id) || machine.phase(id) == ChildPhase.DOWN) {
      pending.standsDown(id);
    }
    return actions;
  }

  /** Another grace time than the declared one, also for a stop that is already under way. */
  private void hurry(String id, Optional<Duration> grace) {
    if (grace.isPresent()) {
      children.endWithin(id, grace.get());
      if (machine.phase(id) == ChildPhase.STOPPING) {
        stopChild(id);
      }
    }
  }

  private List<Action> kill(Operate request, Signal signal) {
    String id = request.id();
    RunningChild now = children.alive(id);
    if (now == null) {
      // What is left to do is to call off a start that is due.
      return stop(request, Optional.empty());
    }
    if (!(now instanceof RunningChild.OfProcess)) {
      request.replyTo().tell(noProcess(now, "; stop it instead"));
      return List.of();
    }
    children.endBy(id, signal);
    if (machine.phase(id) == ChildPhase.STOPPING) {
      stopChild(id);
    }
    request.replyTo().tell(new OperationResult.SignalSent(signal));
    return standDown(id);
  }

  private List<Action> signal(Operate request, Signal signal) {
    RunningChild now = children.alive(request.id());
    if (now instanceof RunningChild.OfProcess process) {
      // Should it end before it comes to that, its end is what answers.
      pending.untilSignalled(request.id(), request.replyTo());
      process.signal(
          signal,
          outcome -> {
            if (outcome instanceof SignalOutcome.Delivered) {
              events.signalSent(now.incarnation(), signal);
            }
            request.replyTo().tell(told(outcome, signal));
          });
    } else {
      request
          .replyTo()
          .tell(
              now == null ? new OperationResult.AlreadyStopped() : noProcess(now, ", no process"));
    }
    return List.of();
  }

  private List<Action> reload(Operate request) {
    RunningChild now = children.alive(request.id());
    if (now instanceof RunningChild.OfProcess process) {
      process.reload(
          outcome -> {
            if (!(outcome instanceof ReloadOutcome.Failed)) {
              events.reloaded(now.incarnation());
            }
            request.replyTo().tell(told(outcome));
          });
    } else {
      request
          .replyTo()
          .tell(
              now == null
                  ? new OperationResult.Failed("it is not running")
                  : noProcess(now, ", no process"));
    }
    return List.of();
  }

  private static OperationResult told(ReloadOutcome outcome) {
    return outcome instanceof ReloadOutcome.Failed failed
        ? new OperationResult.Failed(failed.reason())
        : new OperationResult.Reloaded();
  }

  private static OperationResult noProcess(RunningChild child, String rest) {
    return new OperationResult.Failed("it is " + child.kind() + rest);
  }

  private static OperationResult told(SignalOutcome outcome, Signal signal) {
    if (outcome instanceof SignalOutcome.Refused refused) {
      return new OperationResult.Failed(refused.reason());
    }
    return outcome instanceof SignalOutcome.Delivered
        ? new OperationResult.SignalSent(signal)
        : new OperationResult.AlreadyStopped();
  }
}
