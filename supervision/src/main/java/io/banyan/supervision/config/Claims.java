package io.banyan.supervision.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who came first: for what only one child may have. */
final class Claims<K> {

  private final Map<K, Location> first = new HashMap<>();

  boolean has(K what) {
    return first.containsKey(what);
  }

  /** Where it was claimed before; empty when this is the first time. */
  Optional<Location> claim(K what, Location at) {
    return Optional.ofNullable(first.putIfAbsent(what, at));
  }
}
