package io.banyan.pool.function.call;

import org.jspecify.annotations.Nullable;

/** The same as {@link Call2}, but it returns nothing. */
@FunctionalInterface
public interface Run2<A, B> extends RemoteFunction {
  void run(A first, B second) throws Exception;

  @Override
  @SuppressWarnings("unchecked")
  default @Nullable Object invoke(Object... arguments) throws Exception {
    run((A) arguments[0], (B) arguments[1]);
    return null;
  }
}
