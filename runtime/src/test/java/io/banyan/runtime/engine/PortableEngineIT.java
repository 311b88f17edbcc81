package io.banyan.runtime.engine;

import org.junit.jupiter.api.Nested;

class PortableEngineIT {

  @Nested
  class Processes extends ProcessEngineContract {
    @Override
    String kind() {
      return "portable";
    }
  }

  @Nested
  class Output extends OutputContract {
    @Override
    String kind() {
      return "portable";
    }
  }

  @Nested
  class Resources extends ResourceContract {
    @Override
    String kind() {
      return "portable";
    }
  }

  @Nested
  class Input extends InputContract {
    @Override
    String kind() {
      return "portable";
    }
  }

  @Nested
  class Adoption extends AdoptionContract {
    @Override
    String kind() {
      return "portable";
    }
  }
}
