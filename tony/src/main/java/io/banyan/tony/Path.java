package io.banyan.tony;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way into a document: {@code stat.rss}, {@code fd[0].path}, {@code environ.'MY.VAR'}. Names are
 * separated by dots, places in a list are in brackets, and a name with other characters is quoted.
 * The empty path is the document itself.
 */
public final class Path {

  private static final int MAXIMUM_STEPS = 100;

  /** A name, or a place in a list. */
  private sealed interface Step {
    record Name(String name) implements Step {}

    record Place(int index) implements Step {}
  }

  private final String text;
  private final List<Step> steps = new ArrayList<>();
  private int at;

  private Path(String text) {
    this.text = text;
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException when it is not well formed, with words for the user
   */
  public static Path of(String text) {
    Path path = new Path(text);
    path.parse();
    return path;
  }

  /** What is there; null when nothing is. */
  public @Nullable Node in(Node document) {
    @Nullable Node node = document;
    for (int i = 0; i < steps.size() && node != null; i++) {
      node = step(node, steps.get(i));
    }
    return node;
  }

  private static @Nullable Node step(Node node, Step step) {
    if (step instanceof Step.Name name) {
      return node instanceof ObjectNode object ? object.get(name.name()) : null;
    }
    int index = ((Step.Place) step).index();
    return node instanceof ListNode list && index < list.size() ? list.get(index) : null;
  }

  private void parse() {
    while (at < text.length()) {
      if (steps.size() == MAXIMUM_STEPS) {
        throw new IllegalArgumentException("a path has at most 100 steps");
      }
      char c = text.charAt(at);
      if (c == '[') {
        steps.add(place());
      } else if (c == '.' && !steps.isEmpty()) {
        at++;
        steps.add(name());
      } else if (steps.isEmpty()) {
        steps.add(name());
      } else {
        throw wrong();
      }
    }
  }

  private Step place() {
    int end = text.indexOf(']', at);
    try {
      int index = Integer.parseInt(text, at + 1, Math.max(end, at + 1), 10);
      if (index < 0) {
        throw wrong();
      }
      at = end + 1;
      return new Step.Place(index);
    } catch (NumberFormatException e) {
      throw wrong();
    }
  }

  private Step name() {
    char quote = at < text.length() ? text.charAt(at) : '.';
    boolean quoted = quote == '\'' || quote == '"';
    int begin = quoted ? at + 1 : at;
    int end = begin;
    while (end < text.length() && (quoted ? text.charAt(end) != quote : isPlain(end))) {
      end++;
    }
    if (quoted ? end == text.length() : end == begin) {
      throw wrong();
    }
    at = quoted ? end + 1 : end;
    return new Step.Name(text.substring(begin, end));
  }

  private boolean isPlain(int index) {
    return ".[]'\"".indexOf(text.charAt(index)) < 0;
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "a path has names between dots and numbers in brackets, as in a.b[0].c");
  }

  @Override
  public String toString() {
    return text;
  }
}
