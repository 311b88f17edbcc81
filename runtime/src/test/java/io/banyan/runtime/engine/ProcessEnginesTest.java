package io.banyan.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class ProcessEnginesTest {

  private final EngineSettings defaults = EngineSettings.from(ConfigFactory.load());

  @Test
  void choosesTheBestByDefault() {
    assertThat(defaults.kind()).isEqualTo("auto");
    try (ProcessEngine engine = ProcessEngines.create(defaults)) {
      assertThat(engine.capabilities().engine()).isIn("linux", "portable");
    }
  }

  @Test
  void makesTheKindWanted() {
    try (ProcessEngine engine = ProcessEngines.create(defaults.withKind(" Portable "))) {
      assertThat(engine.capabilities().engine()).isEqualTo("portable");
    }
  }

  @Test
  void refusesAKindThatDoesNotExist() {
    assertThatThrownBy(() -> ProcessEngines.create(defaults.withKind("windows")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("banyan.engine.kind = windows is none of auto, linux, portable");
  }

  @Test
  void refusesToReadOutputWithoutThreads() {
    assertThatThrownBy(() -> new EngineSettings("auto", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
