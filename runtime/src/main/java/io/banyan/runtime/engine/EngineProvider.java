package io.banyan.runtime.engine;

import java.util.Optional;

/**
 * Makes one kind of engine. Found through {@link java.util.ServiceLoader}, so that the port knows
 * none of its adapters; implementations are public, with a public constructor without arguments.
 */
public interface EngineProvider {

  /** The name by which {@code banyan.engine.kind} chooses it. */
  String kind();

  /** Order of choice for {@code auto}: the lowest that works is taken. */
  int order();

  /** What keeps this kind from working on this system; empty when it works. */
  Optional<String> obstacle();

  /** A new engine, independent of any other. */
  ProcessEngine create(EngineSettings settings);
}
