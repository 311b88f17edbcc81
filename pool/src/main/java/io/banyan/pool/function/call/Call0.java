package io.banyan.pool.function.call;

import org.jspecify.annotations.Nullable;

/** A function without arguments that another process can run. */
@FunctionalInterface
public interface Call0<R> extends RemoteFunction {
  R call() throws Exception;

  @Override
  default @Nullable Object invoke(Object... arguments) throws Exception {
    return call();
  }
}
