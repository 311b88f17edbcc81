package io.banyan.pool.function.call;

import org.jspecify.annotations.Nullable;

/** A function of one argument that another process can run. */
@FunctionalInterface
public interface Call1<A, R> extends RemoteFunction {
  R call(A first) throws Exception;

  @Override
  @SuppressWarnings("unchecked")
  default @Nullable Object invoke(Object... arguments) throws Exception {
    return call((A) arguments[0]);
  }
}
