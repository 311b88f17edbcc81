package io.banyan.pool.function.call;

import org.jspecify.annotations.Nullable;

/** A function of two arguments that another process can run. */
@FunctionalInterface
public interface Call2<A, B, R> extends RemoteFunction {
  R call(A first, B second) throws Exception;

  @Override
  @SuppressWarnings("unchecked")
  default @Nullable Object invoke(Object... arguments) throws Exception {
    return call((A) arguments[0], (B) arguments[1]);
  }
}
