package io.banyan.runtime.shutdown;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.probe.Probe;
import java.time.Duration;
import java.util.List;

/**
 * Something that is done about a process before it is asked to end, so that it can finish what it
 * has begun.
 *
 * @param action what is done
 * @param timeout how long that may take; it has failed then
 * @param pause how long the process is left alone after it was done; it may be zero
 */
public record ShutdownStep(Action action, Duration timeout, Duration pause) {

  public ShutdownStep {
    if (timeout.isNegative() || timeout.isZero() || pause.isNegative()) {
      throw new IllegalArgumentException("a step takes time, and waits for none that is negative");
    }
  }

  /** What is done. */
  public sealed interface Action {

    /** What it is, in a few words without anything that may be secret. */
    String words();
  }

  /** A signal is sent to the process itself, not to the rest of its group. */
  public record SendSignal(Signal signal) implements Action {
    @Override
    public String words() {
      return "signal " + signal.name();
    }
  }

  /**
   * A program runs beside the process, with its directory, variables, user and groups, and finds
   * its pid in {@code BANYAN_PID}. It is done when it ends with exit code 0.
   */
  public record Run(List<String> argv) implements Action {
    public Run {
      argv = List.copyOf(argv);
      if (argv.isEmpty()) {
        throw new IllegalArgumentException("a step needs a program");
      }
    }

    @Override
    public String words() {
      return "command " + argv.get(0);
    }
  }

  /**
   * A server is asked, mostly the process itself. It is done when the answer is as it should be.
   */
  public record Request(Probe.Http request) implements Action {
    @Override
    public String words() {
      String path = request.path().replaceFirst("\\?.*", "");
      return "http " + request.method() + " " + request.endpoint() + path;
    }
  }

  /** Something is written to its standard input, which has to be a pipe. */
  public record Write(String text) implements Action {
    @Override
    public String words() {
      return "stdin";
    }
  }
}
