package io.banyan.tony.match;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.NumberNode;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Path;
import io.banyan.tony.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The operators of patterns, by name. */
final class Operators {

  private static final String ALL =
      "!all, !and, !field, !ge, !glob, !gt, !has-path, !irtype, !key(k), !le, !lt, !not, !or,"
          + " !pass, !subtree, !tag or !trim";

  private Operators() {}

  /**
   * @param node the value with its tag
   * @param child the value with the rest of the tag
   */
  static Pattern of(PatternCompiler compiler, Node node, Node child) {
    return switch (node.tag().name()) {
      case "all" -> new Logic.All(compiler.compile(child));
      case "and" -> new Logic.And(each(compiler, child));
      case "or" -> or(compiler, child);
      case "not" -> new Logic.Not(compiler.compile(child));
      case "trim" -> new Logic.Trim(compiler.compile(child));
      case "gt" -> compared(compiler, child, order -> order > 0);
      case "ge" -> compared(compiler, child, order -> order >= 0);
      case "lt" -> compared(compiler, child, order -> order < 0);
      case "le" -> compared(compiler, child, order -> order <= 0);
      case "glob" -> glob(compiler, child);
      case "irtype" -> new Scalars.OfKind(child.getClass());
      case "has-path" -> hasPath(compiler, child);
      case "key" -> keyed(compiler, node, child);
      case "field" -> new Structure.Field(compiler.compile(child));
      case "tag" -> new Structure.OfTag(compiler.compile(child));
      case "subtree" -> new Structure.Subtree(compiler.compile(child));
      case "pass" -> new Scalars.Anything();
      default -> unknown(compiler, node);
    };
  }

  private static Pattern unknown(PatternCompiler compiler, Node node) {
    return compiler.wrong(
        node, "there is no operator !%s; a pattern has %s".formatted(node.tag().name(), ALL));
  }

  private static List<Pattern> each(PatternCompiler compiler, Node child) {
    return isList(child) ? compiler.all((ListNode) child) : List.of(compiler.compile(child));
  }

  private static boolean isList(Node child) {
    return child instanceof ListNode && child.tag().isNone();
  }

  private static Pattern or(PatternCompiler compiler, Node child) {
    if (child instanceof ObjectNode object && child.tag().isNone()) {
      return new Logic.OrField(compiler.fields(object));
    }
    return new Logic.Or(each(compiler, child));
  }

  private static Pattern compared(PatternCompiler compiler, Node child, IntPredicate wanted) {
    return child instanceof NumberNode number && child.tag().isNone()
        ? new Scalars.Compared(number, wanted)
        : compiler.wrong(child, "a number is compared with a number");
  }

  private static Pattern glob(PatternCompiler compiler, Node child) {
    if (!(child instanceof TextNode text && child.tag().isNone())) {
      return compiler.wrong(child, "!glob takes a text");
    }
    try {
      return new Glob(text.text());
    } catch (IllegalArgumentException e) {
      return compiler.wrong(child, String.valueOf(e.getMessage()));
    }
  }

  private static Pattern hasPath(PatternCompiler compiler, Node child) {
    if (!(child instanceof TextNode text && child.tag().isNone())) {
      return compiler.wrong(child, "!has-path takes a text");
    }
    try {
      return new Structure.HasPath(Path.of(text.text()));
    } catch (IllegalArgumentException e) {
      return compiler.wrong(child, String.valueOf(e.getMessage()));
    }
  }

  private static Pattern keyed(PatternCompiler compiler, Node node, Node child) {
    if (!isList(child)) {
      return compiler.wrong(child, "!key takes a list");
    }
    try {
      return items(compiler, Path.of(node.tag().argument().orElse("")), (ListNode) child);
    } catch (IllegalArgumentException e) {
      return compiler.wrong(node, String.valueOf(e.getMessage()));
    }
  }

  private static Pattern items(PatternCompiler compiler, Path key, ListNode list) {
    Map<Node, Pattern> items = new HashMap<>();
    for (Node item : list.elements()) {
      @Nullable Node itemKey = key.in(item);
      if (itemKey == null) {
        compiler.wrong(item, "there is no %s, which tells the items apart".formatted(key));
      } else if (items.put(itemKey.untagged(), compiler.compile(item)) != null) {
        compiler.wrong(item, "there is another item of this key");
      }
    }
    return new Structure.Keyed(key, items);
  }
}
