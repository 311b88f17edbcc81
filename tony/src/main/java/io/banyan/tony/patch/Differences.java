package io.banyan.tony.patch;

import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.TextNode;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Understands operators whose keys are places. */
final class Differences {

  private static final int DIGITS = 9;

  private Differences() {}

  static Change ofList(PatchCompiler compiler, Node node) {
    SortedMap<Integer, Change> places = new TreeMap<>();
    if (!isPlaces(node)) {
      return compiler.wrong(node, "!arraydiff takes changes by place, from 0");
    }
    ObjectNode object = (ObjectNode) node;
    for (int i = 0; i < object.size(); i++) {
      places.put(Integer.valueOf(object.key(i)), compiler.compile(object.value(i)));
    }
    return new Places.OfList(node.position(), places);
  }

  static Change ofText(PatchCompiler compiler, Node node, String lines) {
    boolean bool = lines.equals("true") || lines.equals("false");
    if (!bool || !isPlaces(node)) {
      return compiler.wrong(node, "!strdiff takes true or false, and changes by place, from 0");
    }
    SortedMap<Integer, Places.Span> spans = new TreeMap<>();
    ObjectNode object = (ObjectNode) node;
    for (int i = 0; i < object.size(); i++) {
      Places.@Nullable Span span = span(object.value(i));
      if (span == null) {
        return compiler.wrong(
            object.value(i), "!strdiff takes texts under !insert, !delete and !replace");
      }
      spans.put(Integer.valueOf(object.key(i)), span);
    }
    return new Places.OfText(node.position(), lines.equals("true"), spans);
  }

  /** The rest of the tag would belong to nothing. */
  private static boolean isPlaces(Node node) {
    if (!(node instanceof ObjectNode object)
        || !node.tag().rest().isNone()
        || object.hasDuplicates()) {
      return false;
    }
    for (int i = 0; i < object.size(); i++) {
      String key = object.key(i);
      if (key.isEmpty()
          || key.length() > DIGITS
          || !key.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }

  private static Places.@Nullable Span span(Node node) {
    if (node instanceof TextNode text) {
      return switch (node.tag().text()) {
        case "!insert" -> new Places.Span(null, text.text());
        case "!delete" -> new Places.Span(text.text(), null);
        default -> null;
      };
    }
    return node instanceof ObjectNode object
            && node.tag().text().equals("!replace")
            && object.get("from") instanceof TextNode from
            && object.get("to") instanceof TextNode to
        ? new Places.Span(from.text(), to.text())
        : null;
  }
}
