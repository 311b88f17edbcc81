package io.banyan.cli.text;

import io.banyan.control.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What a reload did, or would do, as lines for people. */
public final class ReloadLines {

  private ReloadLines() {}

  /**
   * @param answer of {@code POST /api/reload}, with the file read
   * @param dryRun nothing was done
   */
  public static List<String> of(JsonObject answer, boolean dryRun) {
    List<String> lines = new ArrayList<>();
    for (JsonObject change : answer.objects("changes")) {
      lines.add(line(change, dryRun));
    }
    if (lines.isEmpty()) {
      lines.add("Nothing has changed in the tree");
    }
    for (String key : answer.strings("later")) {
      lines.add(key + " has changed, and holds from the next up");
    }
    return lines;
  }

  private static String line(JsonObject change, boolean dryRun) {
    String path = change.string("path").orElse("");
    String who = path.equals("/") ? "the root" : path;
    String what = (dryRun ? future(change) : past(change)).formatted(who);
    List<String> keys = change.strings("keys");
    String why = keys.isEmpty() ? "" : " (" + String.join(", ", keys) + ")";
    return what + why + change.string("reason").map(reason -> ", but: " + reason).orElse("");
  }

  private static String future(JsonObject change) {
    return switch (change.string("effect").orElse("")) {
      case "start" -> "Would start %s";
      case "remove" -> "Would stop and remove %s";
      case "restart" -> "Would restart %s";
      case "stays-down" -> "Would leave %s stopped";
      default -> "Would change %s as it runs";
    };
  }

  private static String past(JsonObject change) {
    return switch (change.string("effect").orElse("")) {
      case "start" -> "Started %s";
      case "remove" -> "Stopped and removed %s";
      case "restart" -> "Restarted %s";
      case "stays-down" -> "Left %s stopped";
      default -> "Changed %s as it runs";
    };
  }
}
