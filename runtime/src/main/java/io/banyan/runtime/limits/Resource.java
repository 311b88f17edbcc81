package io.banyan.runtime.limits;

import java.util.Locale;

/** What control groups can limit, by the names of their controllers. */
enum Resource {
  MEMORY("memory"),
  CPU("cpu"),
  PROCESSES("pids");

  private final String controller;

  Resource(String controller) {
    this.controller = controller;
  }

  String controller() {
    return controller;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
