package io.banyan.tony.text;

import io.banyan.tony.Limits;
import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.NumberNode;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Position;
import io.banyan.tony.TextNode;
import io.banyan.tony.TonyException;
import java.util.List;

/**
 * Writes Tony documents in one form: a block for each container, two spaces for each level, lists
 * as far to the left as their key, texts in JSON's quotes unless they are plain words. What it
 * writes, {@link TonyReader} reads as an equal tree.
 */
public final class TonyWriter {

  private final StringBuilder out = new StringBuilder();

  private TonyWriter() {}

  /**
   * Writes one document, which ends with a line break.
   *
   * @throws TonyException when a key is longer than {@link Limits#KEY_LENGTH}
   */
  public static String write(Node document) {
    TonyWriter writer = new TonyWriter();
    writer.document(document);
    return writer.out.toString();
  }

  /**
   * Writes documents with {@code ---} between them.
   *
   * @throws TonyException when a key is longer than {@link Limits#KEY_LENGTH}
   */
  public static String write(List<? extends Node> documents) {
    TonyWriter writer = new TonyWriter();
    for (Node document : documents) {
      if (writer.out.length() > 0) {
        writer.out.append("---\n");
      }
      writer.document(document);
    }
    return writer.out.toString();
  }

  private void document(Node node) {
    if (!node.tag().isNone()) {
      out.append(node.tag().text());
      out.append(isBlock(node) ? '\n' : ' ');
    }
    if (isBlock(node)) {
      block(node, 0);
    } else {
      line(node);
    }
  }

  private static boolean isBlock(Node node) {
    return (node instanceof ObjectNode object && object.size() > 0)
        || (node instanceof ListNode list && list.size() > 0);
  }

  private void block(Node node, int indent) {
    if (node instanceof ListNode list) {
      for (int i = 0; i < list.size(); i++) {
        indent(i == 0 ? 0 : indent);
        out.append('-');
        element(list.get(i), indent + 2);
      }
    } else if (node instanceof ObjectNode object) {
      boolean indexes = countsPlaces(object);
      for (int i = 0; i < object.size(); i++) {
        indent(i == 0 ? 0 : indent);
        key(object.key(i), indexes);
        out.append(':');
        value(object.value(i), indent);
      }
    }
  }

  /** The keys of these operators are numbers, not texts, to the reference. */
  private static boolean countsPlaces(ObjectNode object) {
    String name = object.tag().name();
    return name.equals("arraydiff") || name.equals("strdiff");
  }

  private void element(Node node, int indent) {
    tag(node);
    if (!isBlock(node)) {
      out.append(' ');
      line(node);
    } else if (node.tag().isNone()) {
      out.append(' ');
      block(node, indent);
    } else {
      out.append('\n');
      indent(indent);
      block(node, indent);
    }
  }

  private void value(Node node, int indent) {
    tag(node);
    if (!isBlock(node)) {
      out.append(' ');
      line(node);
      return;
    }
    int inner = node instanceof ListNode ? indent : indent + 2;
    out.append('\n');
    indent(inner);
    block(node, inner);
  }

  private void tag(Node node) {
    if (!node.tag().isNone()) {
      out.append(' ').append(node.tag().text());
    }
  }

  private void key(String key, boolean indexes) {
    int begin = out.length();
    if (indexes && Scalars.isIndex(key)) {
      out.append(key);
    } else {
      text(key);
    }
    if (out.length() - begin > Limits.KEY_LENGTH) {
      throw new TonyException(
          TonyException.Kind.TOO_LARGE,
          Position.NOWHERE,
          "a key has at most %,d characters".formatted(Limits.KEY_LENGTH));
    }
  }

  private void line(Node node) {
    if (node instanceof TextNode text) {
      text(text.text());
    } else if (node instanceof NumberNode number) {
      out.append(number.text());
    } else if (node instanceof ListNode) {
      out.append("[]");
    } else if (node instanceof ObjectNode) {
      out.append("{}");
    } else {
      out.append(node);
    }
    out.append('\n');
  }

  private void text(String text) {
    if (Scalars.isPlainText(text)) {
      out.append(text);
    } else {
      Quotes.append(out, text);
    }
  }

  private void indent(int spaces) {
    out.append(" ".repeat(spaces));
  }
}
