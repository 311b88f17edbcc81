package io.banyan.cli.command;

import io.banyan.cli.console.ExitCode;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.event.ChildPath;

/**
 * What is said of an operation on one child.
 *
 * @param text one line
 * @param exitCode what it is for scripts
 */
record OperationWords(String text, int exitCode) {

  /**
   * @param verb that was asked for
   * @param id as the user wrote it
   * @param answer of the runtime
   */
  static OperationWords of(String verb, String id, JsonObject answer) {
    String service = "service " + id;
    String pair = id + " and " + answer.string("with").orElse("another");
    return switch (answer.string("result").orElse("")) {
      case "started" ->
          done(
              (verb.equals("restart") ? "Restarted " : "Started ") + "service " + made(id, answer));
      case "deleted" -> done("Removed " + service);
      case "linked" -> done("Linked " + pair);
      case "unlinked" -> done("Unlinked " + pair);
      case "not-linked" -> done(pair + " are not linked");
      case "already-running" -> done("Service " + id + " is already running");
      case "stopped" -> done("Stopped " + service);
      case "force-killed" -> done("Stopped " + service + ", which had to be killed");
      case "already-stopped" ->
          new OperationWords(
              "Service " + id + " is already stopped",
              // Nobody got the signal; to stop or end what is down is done already.
              verb.equals("signal") ? ExitCode.FAILED : ExitCode.DONE);
      case "sent" -> done("Sent " + answer.string("signal").orElse("it") + " to " + service);
      case "reloaded" -> done("Reloaded " + service);
      case "joined" -> done("Added " + id + " to");
      case "left" -> done("Removed " + id + " from");
      case "not-found" ->
          new OperationWords(
              "Service " + answer.string("missing").orElse(id) + " not found",
              ExitCode.NO_SUCH_PROCESS);
      default ->
          new OperationWords(
              "Failed to " + verb + " " + what(verb, id, pair) + ": " + reason(answer),
              ExitCode.FAILED);
    };
  }

  private static String what(String verb, String id, String pair) {
    return switch (verb) {
      case "add" -> "to " + id;
      case "link", "unlink" -> pair;
      default -> id;
    };
  }

  /** The id of the child that was made; else the one that was asked for. */
  private static String made(String id, JsonObject answer) {
    return answer.string("path").map(path -> new ChildPath(path).id()).orElse(id);
  }

  private static OperationWords done(String text) {
    return new OperationWords(text, ExitCode.DONE);
  }

  private static String reason(JsonObject answer) {
    return answer
        .string("reason")
        .or(() -> answer.object("error").flatMap(error -> error.string("message")))
        .orElse("no reason was given");
  }
}
