package io.banyan.runtime.process;

import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.limits.LimitsInForce;
import io.banyan.runtime.probe.ProbeAction;
import io.banyan.runtime.shutdown.StepAction;
import java.time.Instant;
import java.util.Optional;

/** Publishes the facts of one incarnation. */
record IncarnationEvents(EventSink sink, Incarnation incarnation) {

  void starting() {
    sink.publish(new ProcessEvent.Starting(incarnation.path(), incarnation.number()));
  }

  void launched(ProcessIdentity process) {
    sink.publish(new ProcessEvent.Launched(incarnation.path(), incarnation.number(), process));
  }

  void adopted(ProcessIdentity process, Instant since) {
    sink.publish(
        new ProcessEvent.Adopted(incarnation.path(), incarnation.number(), process, since));
  }

  void limited(LimitsInForce limits) {
    sink.publish(new ProcessEvent.LimitsApplied(incarnation.path(), incarnation.number(), limits));
  }

  void ready() {
    sink.publish(new ProcessEvent.Ready(incarnation.path(), incarnation.number()));
  }

  void notReady(String reason) {
    sink.publish(new ProcessEvent.NotReady(incarnation.path(), incarnation.number(), reason));
  }

  void healthy() {
    sink.publish(new ProcessEvent.Healthy(incarnation.path(), incarnation.number()));
  }

  void unhealthy(ProbeAction.TellUnhealthy told) {
    sink.publish(
        new ProcessEvent.Unhealthy(
            incarnation.path(),
            incarnation.number(),
            told.failures(),
            told.allowed(),
            told.reason()));
  }

  void stopping(Signal signal) {
    sink.publish(
        new ProcessEvent.Stopping(incarnation.path(), incarnation.number(), Optional.of(signal)));
  }

  /** It is to end, and has not been sent a signal for that yet. */
  void leaving() {
    sink.publish(
        new ProcessEvent.Stopping(incarnation.path(), incarnation.number(), Optional.empty()));
  }

  void shutdownStep(StepAction.Tell told) {
    ChildPath path = incarnation.path();
    String step = told.step().action().words();
    sink.publish(
        told.failure()
            .<ProcessEvent>map(
                reason ->
                    new ProcessEvent.ShutdownStepFailed(
                        path, incarnation.number(), told.number(), step, reason))
            .orElseGet(
                () ->
                    new ProcessEvent.ShutdownStepDone(
                        path, incarnation.number(), told.number(), step)));
  }

  void forceKilling() {
    sink.publish(new ProcessEvent.ForceKilling(incarnation.path(), incarnation.number()));
  }

  void ended(Outcome outcome, ProcessExit exit, Optional<CrashReason> reason) {
    sink.publish(
        new ProcessEvent.Ended(
            incarnation.path(), incarnation.number(), outcome, Optional.of(exit), reason));
  }
}
