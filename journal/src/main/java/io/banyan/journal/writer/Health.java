package io.banyan.journal.writer;

import java.util.Optional;

/** How the journal fares, for others to ask. Safe from any thread. */
public final class Health {

  private volatile Optional<String> trouble = Optional.empty();

  /** Why facts cannot be made durable for now; empty when all is well. */
  public Optional<String> trouble() {
    return trouble;
  }

  void set(Optional<String> reason) {
    trouble = reason;
  }
}
