package io.banyan.tony;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values by key, in the order in which they were given. A key may be there twice, as a pattern
 * needs it; {@link #get} then answers the first.
 */
public final class ObjectNode extends Node {

  /** From so many keys on, an index is worth its memory. */
  private static final int MANY = 32;

  /** The object without keys, untagged. */
  public static final ObjectNode EMPTY =
      new ObjectNode(new String[0], new Node[0], Tag.NONE, Position.NOWHERE);

  private final String[] keys;
  private final Node[] values;
  private final Measure measure;
  private volatile @Nullable Map<String, Integer> index;

  private ObjectNode(String[] keys, Node[] values, Tag tag, Position position) {
    this(keys, values, new Measure(), tag, position);
  }

  private ObjectNode(String[] keys, Node[] values, Measure measure, Tag tag, Position position) {
    super(tag, position);
    this.keys = keys;
    this.values = values;
    this.measure = measure;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Makes an object; for one thread. */
  public static final class Builder {
    private final List<String> keys = new ArrayList<>();
    private final List<Node> values = new ArrayList<>();

    private Builder() {}

    /** Adds a value at the end, also when the key is there already. */
    public Builder put(String key, Node value) {
      keys.add(key);
      values.add(value);
      return this;
    }

    public Builder put(String key, @Nullable String text) {
      return put(key, Node.of(text));
    }

    public Builder put(String key, long number) {
      return put(key, Node.of(number));
    }

    public ObjectNode build() {
      return keys.isEmpty()
          ? EMPTY
          : new ObjectNode(
              keys.toArray(String[]::new), values.toArray(Node[]::new), Tag.NONE, Position.NOWHERE);
    }
  }

  public int size() {
    return keys.length;
  }

  /**
   * The key in a place.
   *
   * @param at from 0
   */
  public String key(int at) {
    return keys[at];
  }

  /**
   * The value in a place.
   *
   * @param at from 0
   */
  public Node value(int at) {
    return values[at];
  }

  /** The value of a key; null when there is no such key. */
  public @Nullable Node get(String key) {
    int at = indexOf(key);
    return at < 0 ? null : values[at];
  }

  public boolean has(String key) {
    return indexOf(key) >= 0;
  }

  /** Where a key is, the first time; -1 when there is none. */
  private int indexOf(String key) {
    if (keys.length >= MANY) {
      return index().getOrDefault(key, -1);
    }
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a key is there twice. */
  public boolean hasDuplicates() {
    if (keys.length >= MANY) {
      return index().size() < keys.length;
    }
    for (int i = 1; i < keys.length; i++) {
      if (indexOf(keys[i]) < i) {
        return true;
      }
    }
    return false;
  }

  /** This object with one value set, in its place or at the end; its tag as before. */
  public ObjectNode with(String key, Node value) {
    int at = indexOf(key);
    return at < 0 ? added(key, value) : withValue(at, value);
  }

  private ObjectNode withValue(int at, Node value) {
    if (same(values[at], value)) {
      return this;
    }
    Node[] changed = values.clone();
    changed[at] = value;
    return new ObjectNode(keys, changed, tag(), position());
  }

  private ObjectNode added(String key, Node value) {
    String[] longerKeys = Arrays.copyOf(keys, keys.length + 1);
    Node[] longerValues = Arrays.copyOf(values, values.length + 1);
    longerKeys[keys.length] = key;
    longerValues[values.length] = value;
    return new ObjectNode(longerKeys, longerValues, tag(), position());
  }

  private Map<String, Integer> index() {
    Map<String, Integer> known = index;
    if (known == null) {
      known = new HashMap<>(keys.length * 2);
      for (int i = 0; i < keys.length; i++) {
        known.putIfAbsent(keys[i], i);
      }
      index = known;
    }
    return known;
  }

  @Override
  Node copy(Tag tag, Position position) {
    return new ObjectNode(keys, values, measure, tag, position);
  }

  @Override
  public int weight() {
    return measure.weight(values);
  }

  @Override
  public int height() {
    return measure.height(values);
  }

  @Override
  public boolean hasTags() {
    return super.hasTags() || measure.hasTags(values);
  }

  @Override
  public boolean sameValue(Node other) {
    if (!(other instanceof ObjectNode object) || keys.length != object.keys.length) {
      return false;
    }
    if (values == object.values && keys == object.keys) {
      return true;
    }
    return measure.mayEqual(object.measure)
        && (Arrays.equals(keys, object.keys)
            ? Arrays.equals(values, object.values)
            : sameEntries(object));
  }

  /** The same keys in another order. */
  private boolean sameEntries(ObjectNode other) {
    if (hasDuplicates() || other.hasDuplicates()) {
      return grouped().equals(other.grouped());
    }
    for (int i = 0; i < keys.length; i++) {
      if (!values[i].equals(other.get(keys[i]))) {
        return false;
      }
    }
    return true;
  }

  private Map<String, List<Node>> grouped() {
    Map<String, List<Node>> groups = new HashMap<>();
    for (int i = 0; i < keys.length; i++) {
      groups.computeIfAbsent(keys[i], key -> new ArrayList<>()).add(values[i]);
    }
    return groups;
  }

  @Override
  int valueHash() {
    int known = measure.hash();
    if (known != 0) {
      return known;
    }
    int sum = 0;
    for (int i = 0; i < keys.length; i++) {
      sum += keys[i].hashCode() * 31 ^ values[i].hashCode();
    }
    return measure.hash(sum);
  }

  @Override
  public String toString() {
    return "an object of " + keys.length;
  }
}
