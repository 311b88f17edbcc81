package io.banyan.pool.function;

import io.banyan.pool.function.call.RemoteError;

/**
 * A function process came to nothing. Its cause is the {@link RemoteError}, if it was one; its own
 * stack trace is that of whoever waited.
 */
public final class FunctionException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient FunctionResult<?> result;

  FunctionException(String name, FunctionResult<?> result) {
    super(
        name + ": " + result.description(),
        result instanceof FunctionResult.Threw<?> threw ? threw.error() : null);
    this.result = result;
  }

  /** What came of it instead of a value. */
  public FunctionResult<?> result() {
    return result;
  }
}
