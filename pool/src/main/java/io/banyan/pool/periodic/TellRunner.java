package io.banyan.pool.periodic;

import java.util.Optional;
import java.util.function.Consumer;

/** Sends a message, which is all there is to a run. */
record TellRunner(Work.Tell<?> work) implements Runner {

  @Override
  public Running start(String name, Consumer<Optional<String>> ended) {
    work.send();
    ended.accept(Optional.empty());
    return () -> {};
  }
}
