package io.banyan.pool.function.call;

import org.jspecify.annotations.Nullable;

/** The same as {@link Call0}, but it returns nothing. */
@FunctionalInterface
public interface Run0 extends RemoteFunction {
  void run() throws Exception;

  @Override
  default @Nullable Object invoke(Object... arguments) throws Exception {
    run();
    return null;
  }
}
