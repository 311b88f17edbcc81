package io.banyan.pool.function;

import io.banyan.pool.function.call.RemoteError;
import io.banyan.runtime.engine.Signal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a function process.
 *
 * @param <T> what the function returns
 */
public sealed interface FunctionResult<T> {

  /** For people; one line. */
  String description();

  /**
   * The function has returned.
   *
   * @param value what it returned; null only if it returned that, or returns nothing
   */
  record Returned<T>(@Nullable T value) implements FunctionResult<T>, CallResult<T> {
    @Override
    public String description() {
      return "returned " + value;
    }
  }

  /**
   * The function has thrown.
   *
   * @param error what it threw, with the stack of the other process
   */
  record Threw<T>(RemoteError error) implements FunctionResult<T>, CallResult<T> {
    @Override
    public String description() {
      return "threw " + error.getMessage();
    }
  }

  /**
   * The function or its arguments could not be read there, or what it returned could not be sent or
   * was not accepted here: too large, not serializable, or of a class that was not expected.
   *
   * @param message says which
   */
  record NotTransferred<T>(String message) implements FunctionResult<T>, CallResult<T> {
    @Override
    public String description() {
      return "not transferred: " + message;
    }
  }

  /** {@code System.exit} was called, with whatever code, or {@code Runtime.halt}. */
  record Exited<T>(int code) implements FunctionResult<T> {
    @Override
    public String description() {
      return "exited with code " + code;
    }
  }

  /** A signal that nobody here has sent has ended the process, or the JVM itself has crashed. */
  record Crashed<T>(Signal signal, boolean coreDumped) implements FunctionResult<T> {
    @Override
    public String description() {
      return "killed by signal " + signal + (coreDumped ? " (core dumped)" : "");
    }
  }

  /**
   * It needed more memory than it may have.
   *
   * @param message which: that of the heap, or that of the whole process
   */
  record OutOfMemory<T>(String message) implements FunctionResult<T> {
    @Override
    public String description() {
      return "out of memory: " + message;
    }
  }

  /** It took longer than it may, and was stopped. */
  record TimedOut<T>(Duration limit) implements FunctionResult<T> {
    @Override
    public String description() {
      return "timed out after " + limit.toMillis() + " ms";
    }
  }

  /** It was shut down or killed before its function was over. */
  record Cancelled<T>() implements FunctionResult<T> {
    @Override
    public String description() {
      return "cancelled";
    }
  }

  /** There never was a process. */
  record LaunchFailed<T>(String message) implements FunctionResult<T> {
    @Override
    public String description() {
      return "could not be launched: " + message;
    }
  }

  /** It was ended for another reason, such as that one that it is linked with has crashed. */
  record Failed<T>(String message) implements FunctionResult<T> {
    @Override
    public String description() {
      return message;
    }
  }
}
