package io.banyan.pool.function.call;

import org.jspecify.annotations.Nullable;

/** The same as {@link Call3}, but it returns nothing. */
@FunctionalInterface
public interface Run3<A, B, C> extends RemoteFunction {
  void run(A first, B second, C third) throws Exception;

  @Override
  @SuppressWarnings("unchecked")
  default @Nullable Object invoke(Object... arguments) throws Exception {
    run((A) arguments[0], (B) arguments[1], (C) arguments[2]);
    return null;
  }
}
