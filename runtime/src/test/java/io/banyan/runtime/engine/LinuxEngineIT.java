package io.banyan.runtime.engine;

class LinuxEngineIT extends ProcessEngineContract {

  @Override
  String kind() {
    return "linux";
  }
}
