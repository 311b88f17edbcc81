package io.banyan.control.virtual;

import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;

/** Figures of all processes, kept up to date by differences. For one thread at a time. */
final class Statistics {

  private long processes;
  private long running;
  private long sleeping;
  private long zombies;
  private long memory;

  void replace(ProcessEntry.Facts before, ProcessEntry.Facts after) {
    count(before, -1);
    count(after, 1);
  }

  private void count(ProcessEntry.Facts facts, int times) {
    if (facts.identity() == null) {
      return;
    }
    processes += times;
    memory += times * facts.rssBytes();
    switch (facts.state()) {
      case "sleeping", "waiting", "idle" -> sleeping += times;
      case "zombie" -> zombies += times;
      case "stopped" -> {
        // Neither: a debugger or an operator holds it.
      }
      default -> running += times;
    }
  }

  /** Of the processes that are alive; one that was not inspected yet counts as running. */
  Node node() {
    return ObjectNode.builder()
        .put("total_processes", processes)
        .put("running", running)
        .put("sleeping", sleeping)
        .put("zombie", zombies)
        .put("total_memory", memory)
        .build();
  }
}
