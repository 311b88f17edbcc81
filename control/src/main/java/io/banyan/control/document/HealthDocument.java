package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import java.util.Optional;

/**
 * Whether a tree does what it is there for: the answer to whoever only asks that. A child that
 * crashes and is restarted does not make a tree unwell; its root's end does.
 *
 * @param well it runs, or is on its way there
 * @param status {@code ok}, {@code starting}, {@code stopping}, {@code stopped}, {@code failed}, or
 *     {@code degraded} while it runs and what happens cannot be kept
 */
public record HealthDocument(boolean well, String status) {

  /**
   * @param root the root supervisor; empty before it is declared
   */
  public static HealthDocument of(Optional<ChildSnapshot> root) {
    if (root.isEmpty()) {
      return new HealthDocument(true, "starting");
    }
    return switch (root.get().state()) {
      case INITIALIZED, STARTING, RESTARTING -> new HealthDocument(true, "starting");
      case RUNNING -> new HealthDocument(true, "ok");
      case STOPPING -> new HealthDocument(false, "stopping");
      case STOPPED, KILLED, EXITED -> new HealthDocument(false, "stopped");
      case FAILED -> new HealthDocument(false, "failed");
    };
  }

  public JsonObject json() {
    return new JsonObject().put("status", status);
  }
}
