package io.banyan.pool.function;

/**
 * What came of one call to a process that takes many.
 *
 * @param <T> what the function returns
 */
public sealed interface CallResult<T>
    permits FunctionResult.Returned,
        FunctionResult.Threw,
        FunctionResult.NotTransferred,
        CallResult.Lost {

  /**
   * The process has ended, or is about to, without having answered. Why is told by whoever runs it.
   *
   * @param message for people
   */
  record Lost<T>(String message) implements CallResult<T> {}
}
