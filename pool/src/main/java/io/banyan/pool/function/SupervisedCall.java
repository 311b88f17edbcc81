package io.banyan.pool.function;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has each incarnation of a child run the same function. */
record SupervisedCall(String id, FunctionCall<?> call, Set<Class<?>> accepted) implements Tenant {

  private static final Logger LOG = LoggerFactory.getLogger(SupervisedCall.class);

  @Override
  public void connected(ChildLink link) {
    // What it returns or throws is not for anybody here; how it ends tells the supervisor.
    link.callLast(call, accepted).thenAccept(result -> LOG.debug("{}: {}", id, result));
  }
}
