package io.banyan.runtime.engine;

import org.junit.jupiter.api.Nested;

class LinuxEngineIT {

  @Nested
  class Processes extends ProcessEngineContract {
    @Override
    String kind() {
      return "linux";
    }
  }

  @Nested
  class Output extends OutputContract {
    @Override
    String kind() {
      return "linux";
    }
  }

  @Nested
  class Resources extends ResourceContract {
    @Override
    String kind() {
      return "linux";
    }
  }

  @Nested
  class Input extends InputContract {
    @Override
    String kind() {
      return "linux";
    }
  }

  @Nested
  class Adoption extends AdoptionContract {
    @Override
    String kind() {
      return "linux";
    }
  }
}
