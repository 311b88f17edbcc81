package io.banyan.tony.json;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.NumberNode;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.TextNode;

/** Writes a document as JSON in one line. */
public final class JsonWriter {

  static final String TAG = "!";
  static final String VALUE = "v";

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  /** Without a line break at the end. */
  public static String write(Node document) {
    JsonWriter writer = new JsonWriter();
    writer.node(document);
    return writer.out.toString();
  }

  private void node(Node node) {
    boolean wrapped =
        !node.tag().isNone() || (node instanceof ObjectNode object && object.has(TAG));
    if (wrapped) {
      out.append("{\"!\":");
      text(node.tag().text());
      out.append(",\"v\":");
      boolean again = !node.tag().isNone() && node instanceof ObjectNode object && object.has(TAG);
      if (again) {
        node(node.untagged());
      } else {
        value(node);
      }
      out.append('}');
    } else {
      value(node);
    }
  }

  private void value(Node node) {
    if (node instanceof ObjectNode object) {
      object(object);
    } else if (node instanceof ListNode list) {
      out.append('[');
      for (int i = 0; i < list.size(); i++) {
        separate(i);
        node(list.get(i));
      }
      out.append(']');
    } else if (node instanceof TextNode text) {
      text(text.text());
    } else if (node instanceof NumberNode number) {
      out.append(number.text());
    } else {
      out.append(node);
    }
  }

  private void object(ObjectNode object) {
    out.append('{');
    for (int i = 0; i < object.size(); i++) {
      separate(i);
      text(object.key(i));
      out.append(':');
      node(object.value(i));
    }
    out.append('}');
  }

  private void separate(int index) {
    if (index > 0) {
      out.append(',');
    }
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == '\u2028' || c == '\u2029' || isLone(text, i)) {
        escape(c);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** Half of a pair, which UTF-8 cannot say. */
  private static boolean isLone(String text, int at) {
    char c = text.charAt(at);
    return Character.isSurrogate(c)
        && !(Character.isHighSurrogate(c)
            ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
            : at > 0 && Character.isHighSurrogate(text.charAt(at - 1)));
  }

  private void escape(char c) {
    if (c == '\n') {
      out.append("\\n");
      return;
    }
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(c >> shift & 0xf));
    }
  }
}
