package io.banyan.tony.patch;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.NullNode;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Path;
import io.banyan.tony.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operators of patches, by name. */
final class Operators {

  private static final String ALL =
      "!addtag(t), !all, !arraydiff, !delete, !dive, !embed(x), !if, !insert, !key(k), !nullify,"
          + " !pass, !replace, !rmtag(t) or !strdiff(lines)";

  private static final Set<String> WITHOUT_ARGUMENT =
      Set.of("all", "arraydiff", "dive", "if", "nullify", "pass", "replace");
  private static final Set<String> WITH_ARGUMENT = Set.of("addtag", "rmtag", "embed", "strdiff");

  private final PatchCompiler compiler;
  private final Node node;
  private final Node child;
  private final String argument;

  private Operators(PatchCompiler compiler, Node node, Node child) {
    this.compiler = compiler;
    this.node = node;
    this.child = child;
    argument = node.tag().argument().orElse("");
  }

  /**
   * @param node the value with its tag
   * @param child the value with the rest of the tag
   */
  static Change of(PatchCompiler compiler, Node node, Node child) {
    String name = node.tag().name();
    boolean given = node.tag().argument().isPresent();
    if (given && WITHOUT_ARGUMENT.contains(name)) {
      return compiler.wrong(node, "!%s takes no argument".formatted(name));
    }
    if (!given && WITH_ARGUMENT.contains(name)) {
      return compiler.wrong(node, "!%s needs an argument".formatted(name));
    }
    try {
      return new Operators(compiler, node, child).named(name);
    } catch (IllegalArgumentException e) {
      return compiler.wrong(node, String.valueOf(e.getMessage()));
    }
  }

  private Change named(String name) {
    return switch (name) {
      case "insert" -> new Simple.Insert(argument.isEmpty() ? child : child.withTag(tag()));
      case "delete" -> delete();
      case "replace" -> replace();
      case "nullify" -> new Simple.Nullify();
      case "pass" -> new Simple.Pass();
      case "addtag" -> new Simple.AddTag(node.position(), tag(), optional());
      case "rmtag" -> new Simple.RemoveTag(node.position(), tag(), optional());
      case "all" -> new Branching.All(compiler.compile(child));
      case "if" -> condition();
      case "dive" -> dive();
      case "embed" -> new Branching.Embed(argument, child);
      case "key" -> keyed();
      case "arraydiff" -> Differences.ofList(compiler, node);
      case "strdiff" -> Differences.ofText(compiler, node, argument);
      default ->
          compiler.wrong(node, "there is no operator !%s; a patch has %s".formatted(name, ALL));
    };
  }

  private Tag tag() {
    return Tag.of("!" + argument);
  }

  private Change delete() {
    return new Simple.Delete(node.position(), argument.isEmpty() ? null : tag(), child);
  }

  /** Of operators that change nothing but a tag: null for no other change. */
  private Change optional() {
    return child instanceof NullNode && child.tag().isNone()
        ? new Simple.Pass()
        : compiler.compile(child);
  }

  private Change replace() {
    if (!(child instanceof ObjectNode object) || object.size() != 2 || !child.tag().isNone()) {
      return compiler.wrong(node, "!replace takes from: and to:, and nothing else");
    }
    @Nullable Node from = object.get("from");
    @Nullable Node to = object.get("to");
    return from == null || to == null
        ? compiler.wrong(node, "!replace takes from: and to:, and nothing else")
        : new Simple.Replace(node.position(), from, to);
  }

  private Change condition() {
    if (!(child instanceof ObjectNode object) || !child.tag().isNone()) {
      return compiler.wrong(node, "!if takes if:, then: and else:");
    }
    @Nullable Node when = object.get("if");
    boolean known = onlyHas(object, Set.of("if", "then", "else"));
    if (when == null || !known || object.size() < 2) {
      return compiler.wrong(node, "!if takes if: and then:, else: or both, and nothing else");
    }
    return new Branching.If(
        compiler.query(when), branch(object.get("then")), branch(object.get("else")));
  }

  private Change branch(@Nullable Node change) {
    return change == null ? new Simple.Pass() : compiler.compile(change);
  }

  private static boolean onlyHas(ObjectNode object, Set<String> keys) {
    for (int i = 0; i < object.size(); i++) {
      if (!keys.contains(object.key(i))) {
        return false;
      }
    }
    return !object.hasDuplicates();
  }

  private Change dive() {
    if (!(child instanceof ListNode list) || !child.tag().isNone()) {
      return compiler.wrong(node, "!dive takes a list of match: and patch:");
    }
    List<Branching.Rule> rules = new ArrayList<>();
    for (Node rule : list.elements()) {
      if (rule instanceof ObjectNode object
          && rule.tag().isNone()
          && onlyHas(object, Set.of("match", "patch"))
          && object.has("patch")) {
        @Nullable Node match = object.get("match");
        rules.add(
            new Branching.Rule(
                compiler.query(match == null ? Node.none() : match), branch(object.get("patch"))));
      } else {
        compiler.wrong(rule, "!dive takes a list of match: and patch:");
      }
    }
    return new Branching.Dive(rules);
  }

  private Change keyed() {
    if (!(child instanceof ListNode list) || !child.tag().isNone()) {
      return compiler.wrong(node, "!key takes a list");
    }
    Path key = Path.of(argument);
    Map<Node, Change> items = new LinkedHashMap<>();
    for (Node item : list.elements()) {
      @Nullable Node itemKey = key.in(item);
      if (itemKey == null) {
        compiler.wrong(item, "there is no %s, which tells the items apart".formatted(key));
      } else if (items.put(itemKey.untagged(), compiler.compile(item)) != null) {
        compiler.wrong(item, "there is another item of this key");
      }
    }
    return new Keyed(key, node.tag(), items);
  }
}
