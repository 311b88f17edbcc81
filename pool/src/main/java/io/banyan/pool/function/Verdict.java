package io.banyan.pool.function;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.limits.Limits;
import java.time.Duration;
import java.util.Optional;

/**
 * What it means that a function process has ended without an answer. Decides, and does nothing.
 *
 * @param limits what it might take
 * @param connected whether it ever was ready for a call
 * @param exiting whether its JVM ended in order while the function was running
 */
record Verdict(Limits limits, boolean connected, boolean exiting) {

  private static final String HEAP = "java.lang.OutOfMemoryError";

  <T> FunctionResult<T> of(ProcessEvent.Ended ended) {
    if (ended.outcome() == Outcome.STOPPED || ended.outcome() == Outcome.KILLED) {
      return new FunctionResult.Cancelled<>();
    }
    Optional<ExitStatus> status = ended.exit().map(ProcessExit::status);
    if (status.isPresent() && status.get() instanceof ExitStatus.LaunchFailed failed) {
      return new FunctionResult.LaunchFailed<>(failed.message());
    }
    return ended
        .reason()
        .flatMap(this::<T>ofReason)
        .orElseGet(() -> ofStatus(status, words(ended)));
  }

  private <T> Optional<FunctionResult<T>> ofReason(CrashReason reason) {
    if (reason instanceof CrashReason.ResourceLimit limit) {
      return Optional.of(new FunctionResult.OutOfMemory<>("limit of " + limit.limit()));
    }
    if (reason instanceof CrashReason.Timeout) {
      return Optional.of(new FunctionResult.TimedOut<>(limits.timeout().orElse(Duration.ZERO)));
    }
    if (reason instanceof CrashReason.Panic panic && panic.message().startsWith(HEAP) && !exiting) {
      return Optional.of(new FunctionResult.OutOfMemory<>(panic.message()));
    }
    boolean byItself =
        reason instanceof CrashReason.Panic
            || reason instanceof CrashReason.ExitCode
            || reason instanceof CrashReason.KilledBySignal;
    return byItself ? Optional.empty() : Optional.of(new FunctionResult.Failed<>(reason.words()));
  }

  private <T> FunctionResult<T> ofStatus(Optional<ExitStatus> status, String words) {
    if (status.isPresent() && status.get() instanceof ExitStatus.Signaled signaled) {
      return new FunctionResult.Crashed<>(signaled.signal(), signaled.coreDumped());
    }
    if (status.isPresent() && status.get() instanceof ExitStatus.Exited exited) {
      // A JVM that does not like its options or cannot get its memory.
      return connected
          ? new FunctionResult.Exited<>(exited.code())
          : new FunctionResult.LaunchFailed<>("its JVM did not start: " + words);
    }
    return new FunctionResult.Failed<>(words);
  }

  private static String words(ProcessEvent.Ended ended) {
    return ended.reason().map(CrashReason::words).orElse("it ended with success");
  }
}
