package io.banyan.pool.function.call;

import org.jspecify.annotations.Nullable;

/** A function of three arguments that another process can run. */
@FunctionalInterface
public interface Call3<A, B, C, R> extends RemoteFunction {
  R call(A first, B second, C third) throws Exception;

  @Override
  @SuppressWarnings("unchecked")
  default @Nullable Object invoke(Object... arguments) throws Exception {
    return call((A) arguments[0], (B) arguments[1], (C) arguments[2]);
  }
}
