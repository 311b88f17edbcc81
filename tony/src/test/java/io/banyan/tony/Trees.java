package io.banyan.tony;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Documents that nobody would think of, and others that are nearly the same. */
public final class Trees {

  private static final List<String> KEYS =
      List.of("id", "name", "a", "b", "!", "v", "", "0", "7", "from", "to", "stat.rss", "ü key");
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "null",
          "true",
          "5",
          "1e3",
          "~",
          "yes",
          ".inf",
          "# no",
          "a: b",
          "- a",
          "a\nb",
          " a",
          "a\t",
          "\"",
          "'",
          "\\",
          "\u0000",
          "\u0085",
          "\u2028",
          "\ufeff",
          "\ud83d\ude00",
          "\ud83d",
          "\uffff",
          "\u007f",
          "[1 2]",
          "{a}",
          "!gt 5",
          "&a",
          "*a",
          "%",
          "---",
          "...",
          "|");
  private static final List<String> TAGS =
      List.of("!j", "!key(id)", "!delete", "!insert(x)", "!gt", "!a.b(c.d).e", "!replace", "!all");

  private final Random random;

  public Trees(long seed) {
    random = new Random(seed);
  }

  public Node next() {
    return node(4);
  }

  private Node node(int height) {
    Node value = untagged(height);
    return chance(12) ? value.withTag(Tag.of(one(TAGS))) : value;
  }

  private Node untagged(int height) {
    int kind = random.nextInt(height <= 0 ? 6 : 10);
    return switch (kind) {
      case 0 -> Node.none();
      case 1 -> Node.of(random.nextBoolean());
      case 2 -> Node.of(random.nextInt(5));
      case 3 -> number();
      case 4, 5 -> Node.of(text());
      case 6 -> list(height);
      case 7 -> keyed(height);
      default -> object(height);
    };
  }

  private Node number() {
    return switch (random.nextInt(4)) {
      case 0 -> Node.of(random.nextLong());
      case 1 -> NumberNode.of(random.nextDouble());
      case 2 -> NumberNode.of(BigDecimal.valueOf(random.nextInt(100), random.nextInt(80) - 40));
      default -> NumberNode.of(new BigDecimal("123456789012345678901234567890.5"));
    };
  }

  private String text() {
    if (chance(3)) {
      return one(TEXTS);
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(chance(8) ? (char) random.nextInt(0x10000) : (char) (' ' + random.nextInt(95)));
    }
    return text.toString();
  }

  private Node list(int height) {
    List<Node> elements = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      elements.add(node(height - 1));
    }
    return ListNode.of(elements);
  }

  /** A list whose elements have an id, mostly one each. */
  private Node keyed(int height) {
    List<Node> elements = new ArrayList<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      Node id = chance(10) ? node(1) : Node.of(chance(12) ? 0 : i);
      Node object = object(height - 1);
      elements.add(
          object instanceof ObjectNode fields && !chance(15) ? fields.with("id", id) : object);
    }
    return ListNode.of(elements).withTag(Tag.of("!key(id)"));
  }

  private Node object(int height) {
    ObjectNode.Builder object = ObjectNode.builder();
    List<String> used = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      String key = chance(6) ? text() : one(KEYS);
      if (!used.contains(key) || chance(20)) {
        used.add(key);
        object.put(key, node(height - 1));
      }
    }
    return object.build();
  }

  /** The same document with a few changes. */
  public Node changed(Node node) {
    if (chance(6)) {
      return chance(3) ? node(2) : node.withTag(chance(2) ? Tag.NONE : Tag.of(one(TAGS)));
    }
    if (node instanceof ListNode list) {
      return changedElements(list).withTag(list.tag());
    }
    if (node instanceof ObjectNode object) {
      return changedFields(object).withTag(object.tag());
    }
    return chance(3) ? node(0) : node;
  }

  private Node changedElements(ListNode list) {
    List<Node> elements = new ArrayList<>(list.elements());
    for (int i = elements.size() - 1; i >= 0; i--) {
      if (chance(3)) {
        elements.set(i, changed(elements.get(i)));
      }
      if (chance(6)) {
        elements.remove(i);
      }
    }
    if (chance(3)) {
      elements.add(random.nextInt(elements.size() + 1), node(2));
    }
    if (chance(8) && elements.size() > 1) {
      elements.add(elements.remove(0));
    }
    return ListNode.of(elements);
  }

  private Node changedFields(ObjectNode object) {
    ObjectNode.Builder fields = ObjectNode.builder();
    for (int i = 0; i < object.size(); i++) {
      if (!chance(6)) {
        fields.put(object.key(i), chance(3) ? changed(object.value(i)) : object.value(i));
      }
    }
    if (chance(3)) {
      fields.put(one(KEYS), node(2));
    }
    return fields.build();
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  public <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Whether there is an object anywhere in which a key is twice. */
  public static boolean hasDuplicates(Node node) {
    return (node instanceof ObjectNode object && object.hasDuplicates())
        || children(node).stream().anyMatch(Trees::hasDuplicates);
  }

  private static List<Node> children(Node node) {
    if (node instanceof ListNode list) {
      return list.elements();
    }
    List<Node> values = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      for (int i = 0; i < object.size(); i++) {
        values.add(object.value(i));
      }
    }
    return values;
  }
}
