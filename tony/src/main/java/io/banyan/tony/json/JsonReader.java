package io.banyan.tony.json;

import io.banyan.tony.Limits;
import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.NumberNode;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.TonyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON, as strictly as RFC 8259 says; keys that are there twice are kept. Used for one text.
 */
public final class JsonReader {

  /** A value with a tag is in one object more, and in another when it has the key {@code "!"}. */
  private static final int LEVELS = 3;

  private final JsonText text;
  private final Limits limits;
  private final Map<String, String> keys = new HashMap<>();
  private int nodes;
  private boolean marked;

  private JsonReader(String text, Limits limits) {
    this.text = new JsonText(text);
    this.limits = limits;
  }

  /**
   * Reads one value.
   *
   * @throws TonyException when it is not JSON, or exceeds {@link Limits#DEFAULT}
   */
  public static Node read(String text) {
    return read(text, Limits.DEFAULT);
  }

  /**
   * Reads one value.
   *
   * @throws TonyException when it is not JSON, or exceeds a limit
   */
  public static Node read(String text, Limits limits) {
    JsonReader reader = new JsonReader(text, limits);
    if (text.length() > limits.characters()) {
      throw reader.tooLarge("more than %,d characters".formatted(limits.characters()));
    }
    Node value = reader.value(0);
    reader.text.end();
    Node opened = reader.marked ? Wrapped.open(value) : value;
    limits.check(opened);
    return opened;
  }

  private Node value(int depth) {
    nodes++;
    if (nodes > limits.nodes()) {
      throw tooLarge("more than %,d values".formatted(limits.nodes()));
    }
    char c = text.begin();
    if ((c == '{' || c == '[') && depth == LEVELS * limits.depth()) {
      throw tooLarge("more than %,d containers in one another".formatted(limits.depth()));
    }
    var position = text.position();
    Node value =
        switch (c) {
          case '{' -> object(depth);
          case '[' -> list(depth);
          case '"' -> Node.of(text.quoted());
          default -> word();
        };
    return value.at(position);
  }

  private Node object(int depth) {
    ObjectNode.Builder object = ObjectNode.builder();
    text.expect('{');
    for (boolean first = true; !text.skip('}'); first = false) {
      if (!first) {
        text.expect(',');
      }
      text.begin();
      String key = text.quoted();
      if (key.length() > Limits.KEY_LENGTH) {
        throw tooLarge("a key has at most %,d characters".formatted(Limits.KEY_LENGTH));
      }
      marked |= key.equals(JsonWriter.TAG);
      text.expect(':');
      object.put(keys.computeIfAbsent(key, same -> same), value(depth + 1));
    }
    return object.build();
  }

  private Node list(int depth) {
    List<Node> elements = new ArrayList<>();
    text.expect('[');
    for (boolean first = true; !text.skip(']'); first = false) {
      if (!first) {
        text.expect(',');
      }
      elements.add(value(depth + 1));
    }
    return ListNode.of(elements);
  }

  private Node word() {
    String word = text.word();
    return switch (word) {
      case "null" -> Node.none();
      case "true" -> Node.of(true);
      case "false" -> Node.of(false);
      default -> number(word);
    };
  }

  private Node number(String word) {
    try {
      return NumberNode.parse(word).orElseThrow(() -> text.wrong("a value is expected"));
    } catch (IllegalArgumentException e) {
      throw text.wrong(String.valueOf(e.getMessage()));
    }
  }

  private TonyException tooLarge(String what) {
    return new TonyException(TonyException.Kind.TOO_LARGE, text.position(), what);
  }
}
