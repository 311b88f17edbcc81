package io.banyan.runtime.engine.portable;

import io.banyan.runtime.engine.EngineProvider;
import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ProcessEngine;
import java.util.Optional;

/** Makes the engine that works wherever the JVM does. */
public final class PortableEngineProvider implements EngineProvider {

  @Override
  public String kind() {
    return "portable";
  }

  @Override
  public int order() {
    return 100;
  }

  @Override
  public Optional<String> obstacle() {
    return Optional.empty();
  }

  @Override
  public ProcessEngine create(EngineSettings settings) {
    return new PortableEngine();
  }
}
