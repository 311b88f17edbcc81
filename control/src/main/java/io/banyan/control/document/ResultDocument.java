package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.supervision.tree.OperationResult;

/** The answer to an operation on a child. */
public final class ResultDocument {

  private ResultDocument() {}

  /**
   * @param id as it was asked for
   */
  public static JsonObject of(String id, OperationResult result) {
    JsonObject document = new JsonObject().put("id", id).put("result", word(result));
    if (result instanceof OperationResult.SignalSent sent) {
      document.put("signal", sent.signal().name());
    }
    if (result instanceof OperationResult.Failed failed) {
      document.put("reason", failed.reason());
    }
    if (result instanceof OperationResult.Refused refused) {
      document.put("reason", refused.why().words());
    }
    if (result instanceof OperationResult.StartedAnother another) {
      document.put("path", another.path().text());
    }
    return document;
  }

  private static String word(OperationResult result) {
    if (result instanceof OperationResult.Started) {
      return "started";
    }
    if (result instanceof OperationResult.AlreadyRunning) {
      return "already-running";
    }
    if (result instanceof OperationResult.Stopped) {
      return "stopped";
    }
    if (result instanceof OperationResult.ForceKilled) {
      return "force-killed";
    }
    if (result instanceof OperationResult.Reloaded) {
      return "reloaded";
    }
    if (result instanceof OperationResult.AlreadyStopped) {
      return "already-stopped";
    }
    if (result instanceof OperationResult.SignalSent) {
      return "sent";
    }
    if (result instanceof OperationResult.Declined) {
      return "declined";
    }
    if (result instanceof OperationResult.StartedAnother) {
      return "started";
    }
    if (result instanceof OperationResult.Added) {
      return "added";
    }
    if (result instanceof OperationResult.Deleted) {
      return "deleted";
    }
    if (result instanceof OperationResult.Reconfigured) {
      return "reconfigured";
    }
    return result instanceof OperationResult.NotFound ? "not-found" : "failed";
  }
}
