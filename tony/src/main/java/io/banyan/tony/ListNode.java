package io.banyan.tony;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values one after the other. */
public final class ListNode extends Node {

  private static final Node[] NOTHING = {};

  /** The empty list, untagged. */
  public static final ListNode EMPTY = new ListNode(NOTHING, Tag.NONE, Position.NOWHERE);

  private final Node[] elements;
  private final Measure measure;

  /** By this, the elements are known to be unique. Several threads may find that out at once. */
  private @Nullable String uniqueBy;

  private ListNode(Node[] elements, Tag tag, Position position) {
    this(elements, new Measure(), tag, position);
  }

  private ListNode(Node[] elements, Measure measure, Tag tag, Position position) {
    super(tag, position);
    this.elements = elements;
    this.measure = measure;
  }

  public static ListNode of(Collection<? extends Node> elements) {
    return elements.isEmpty()
        ? EMPTY
        : new ListNode(elements.toArray(NOTHING), Tag.NONE, Position.NOWHERE);
  }

  public static ListNode of(Node... elements) {
    return of(Arrays.asList(elements));
  }

  public int size() {
    return elements.length;
  }

  /**
   * The value in a place.
   *
   * @param index from 0
   */
  public Node get(int index) {
    return elements[index];
  }

  /** A view that cannot be changed. */
  public List<Node> elements() {
    return new View(elements);
  }

  /** This list with another value in one place, its tag as before. */
  public ListNode with(int index, Node element) {
    if (same(elements[index], element)) {
      return this;
    }
    Node[] changed = elements.clone();
    changed[index] = element;
    ListNode list = new ListNode(changed, tag(), position());
    @Nullable Node key = scalar(elements[index], uniqueBy);
    if (key != null && key.equals(scalar(element, uniqueBy))) {
      list.uniqueBy = uniqueBy;
    }
    return list;
  }

  /**
   * Whether every element is an object that has a scalar of its own under a key, whatever its tag.
   * It is remembered, also by lists made of this one by {@link #with}.
   */
  public boolean isUniqueBy(String key) {
    if (!key.equals(uniqueBy)) {
      Set<Node> seen = new HashSet<>(elements.length * 2);
      for (Node element : elements) {
        @Nullable Node value = scalar(element, key);
        if (value == null || !seen.add(value)) {
          return false;
        }
      }
      uniqueBy = key;
    }
    return true;
  }

  private static @Nullable Node scalar(Node element, @Nullable String key) {
    @Nullable Node value =
        element instanceof ObjectNode object && key != null ? object.get(key) : null;
    return value == null || value instanceof ObjectNode || value instanceof ListNode
        ? null
        : value.untagged();
  }

  @Override
  Node copy(Tag tag, Position position) {
    ListNode copy = new ListNode(elements, measure, tag, position);
    copy.uniqueBy = uniqueBy;
    return copy;
  }

  @Override
  public int weight() {
    return measure.weight(elements);
  }

  @Override
  public int height() {
    return measure.height(elements);
  }

  @Override
  public boolean hasTags() {
    return super.hasTags() || measure.hasTags(elements);
  }

  @Override
  public boolean sameValue(Node other) {
    return other instanceof ListNode list
        && (elements == list.elements
            || (measure.mayEqual(list.measure) && Arrays.equals(elements, list.elements)));
  }

  @Override
  int valueHash() {
    int known = measure.hash();
    return known != 0 ? known : measure.hash(Arrays.hashCode(elements));
  }

  @Override
  public String toString() {
    return "a list of " + elements.length;
  }

  private static final class View extends AbstractList<Node> implements RandomAccess {
    private final Node[] elements;

    View(Node[] elements) {
      this.elements = elements;
    }

    @Override
    public Node get(int index) {
      return elements[index];
    }

    @Override
    public int size() {
      return elements.length;
    }
  }
}
