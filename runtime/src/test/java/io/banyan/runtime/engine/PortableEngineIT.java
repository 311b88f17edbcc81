package io.banyan.runtime.engine;

class PortableEngineIT extends ProcessEngineContract {

  @Override
  String kind() {
    return "portable";
  }
}
