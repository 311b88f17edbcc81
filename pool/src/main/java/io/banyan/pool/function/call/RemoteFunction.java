package io.banyan.pool.function.call;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What another process can run: a lambda, a method reference or an object of a serializable class.
 * What it captures goes there with it, as a copy.
 */
public interface RemoteFunction extends Serializable {

  /** Runs it with as many arguments as it takes. */
  @Nullable Object invoke(Object... arguments) throws Exception;
}
