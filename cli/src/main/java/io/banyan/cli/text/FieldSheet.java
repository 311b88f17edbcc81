package io.banyan.cli.text;

import io.banyan.control.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every field of an object on a line of its own, those of objects in it by their path. */
public final class FieldSheet {

  private FieldSheet() {}

  public static List<String> of(JsonObject object) {
    List<String> lines = new ArrayList<>();
    add(lines, "", object);
    return lines;
  }

  private static void add(List<String> lines, String above, JsonObject object) {
    for (Map.Entry<String, ?> field : object.fields().entrySet()) {
      if (field.getValue() instanceof JsonObject below) {
        add(lines, above + field.getKey() + ".", below);
      } else if (field.getValue() != null) {
        lines.add(
            String.format(
                "%-24s %s", above + field.getKey(), Printable.of(field.getValue().toString())));
      }
    }
  }
}
