package io.banyan.pool.function.call;

import org.jspecify.annotations.Nullable;

/** The same as {@link Call1}, but it returns nothing. */
@FunctionalInterface
public interface Run1<A> extends RemoteFunction {
  void run(A first) throws Exception;

  @Override
  @SuppressWarnings("unchecked")
  default @Nullable Object invoke(Object... arguments) throws Exception {
    run((A) arguments[0]);
    return null;
  }
}
