package io.banyan.supervision.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot of a tree as a graph. Immutable, so it can be asked from any thread; it does not
 * follow what happens afterwards.
 *
 * <p>Nodes are named by their id. All questions about an id that is not in the graph throw {@link
 * IllegalArgumentException}; {@link #find} does not. They take time in proportion to the graph at
 * most, orders a logarithm more.
 */
public final class SupervisionGraph {

  private final Map<String, Node> nodes;
  private final List<Edge> edges;
  private final Map<String, List<Edge>> out = new LinkedHashMap<>();
  private final Map<String, List<Edge>> in = new LinkedHashMap<>();

  private SupervisionGraph(Map<String, Node> nodes, List<Edge> edges) {
    this.nodes = Collections.unmodifiableMap(nodes);
    this.edges = edges;
    nodes.keySet().forEach(id -> out.put(id, new ArrayList<>()));
    nodes.keySet().forEach(id -> in.put(id, new ArrayList<>()));
    for (Edge edge : edges) {
      edgesOf(out, edge.from()).add(edge);
      edgesOf(in, edge.to()).add(edge);
    }
  }

  /**
   * A graph of these.
   *
   * @param nodes each id once; every supervisor before its children, children in declared order
   * @param edges the same edge once
   * @throws IllegalArgumentException when ids are not unique, an edge leads nowhere, or a node has
   *     two supervisors
   */
  public static SupervisionGraph of(Collection<Node> nodes, Collection<? extends Edge> edges) {
    Map<String, Node> byId = new LinkedHashMap<>();
    for (Node node : nodes) {
      if (byId.put(node.id(), node) != null) {
        throw new IllegalArgumentException("duplicate node " + node.id());
      }
    }
    SupervisionGraph graph = new SupervisionGraph(byId, List.copyOf(edges));
    for (String id : byId.keySet()) {
      if (graph.to(id).stream().filter(Edge.Supervises.class::isInstance).count() > 1) {
        throw new IllegalArgumentException(id + " has two supervisors");
      }
    }
    return graph;
  }

  /** All nodes; every supervisor before its children. */
  public Collection<Node> nodes() {
    return nodes.values();
  }

  public List<Edge> edges() {
    return edges;
  }

  /** The node with this id. */
  public Node node(String id) {
    Node node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException("no node " + id);
    }
    return node;
  }

  /** The node with this id, or the first child with this as the last part of its path. */
  public Optional<Node> find(String idOrLabel) {
    Node exact = nodes.get(idOrLabel);
    return exact != null
        ? Optional.of(exact)
        : nodes.values().stream()
            .filter(node -> !node.isObserver() && node.label().equals(idOrLabel))
            .findFirst();
  }

  /** Edges that begin here. */
  public List<Edge> from(String id) {
    return Collections.unmodifiableList(edgesOf(out, id));
  }

  /** Edges that end here. */
  public List<Edge> to(String id) {
    return Collections.unmodifiableList(edgesOf(in, id));
  }

  /** The nodes without a supervisor that are no observers: the root, or nothing. */
  public List<String> roots() {
    return nodes.values().stream()
        .filter(node -> !node.isObserver() && supervisor(node.id()).isEmpty())
        .map(Node::id)
        .toList();
  }

  /** Whom it supervises, in declared order. */
  public List<String> children(String id) {
    return edgesOf(out, id).stream()
        .filter(Edge.Supervises.class::isInstance)
        .map(Edge::to)
        .toList();
  }

  /** Who supervises it; empty for the root. */
  public Optional<String> supervisor(String id) {
    return edgesOf(in, id).stream()
        .filter(Edge.Supervises.class::isInstance)
        .map(Edge::from)
        .findFirst();
  }

  /** Its supervisor, the supervisor of that, and so on up to the root. */
  public List<String> ancestors(String id) {
    List<String> above = new ArrayList<>();
    Optional<String> next = supervisor(id);
    while (next.isPresent()) {
      above.add(next.get());
      next = supervisor(next.get());
    }
    return above;
  }

  /** Everybody below it, each supervisor directly before its own children. */
  public List<String> descendants(String id) {
    List<String> below = new ArrayList<>();
    Deque<String> next = new ArrayDeque<>();
    pushChildren(id, next);
    while (!next.isEmpty()) {
      String one = next.pop();
      below.add(one);
      pushChildren(one, next);
    }
    return below;
  }

  /** The others it is linked with, in the order of their ids. */
  public List<String> linked(String id) {
    List<String> others = new ArrayList<>();
    edgesOf(out, id).stream().filter(Edge.Links.class::isInstance).forEach(e -> others.add(e.to()));
    edgesOf(in, id).stream()
        .filter(Edge.Links.class::isInstance)
        .forEach(e -> others.add(e.from()));
    Collections.sort(others);
    return others;
  }

  /**
   * The shortest way from one node to another along edges of any type, in either direction; of
   * equally short ways the one that goes by supervision first.
   *
   * @return empty when there is none
   */
  public Optional<List<Edge>> path(String from, String to) {
    return new ShortestPath(this).between(node(from).id(), node(to).id());
  }

  /**
   * The order in which the children come up: a supervisor before its children, what another depends
   * on before that one, else as declared. What depends on a supervisor (but for the condition
   * <em>started</em>) comes after all that is below that. Where there are {@link #cycles}, their
   * nodes and what waits for these are at the end, as declared.
   */
  public List<String> startOrder() {
    return new StartOrder(this).order();
  }

  /** The order in which they go down: the reverse of {@link #startOrder}. */
  public List<String> stopOrder() {
    List<String> order = new ArrayList<>(startOrder());
    Collections.reverse(order);
    return order;
  }

  /**
   * Nodes that wait for each other, so that none of them can start: from each knot one shortest
   * cycle. Each node of it has to come before the next, and the last before the first.
   */
  public List<List<String>> cycles() {
    return new StartOrder(this).cycles();
  }

  /** Who falls when this one fails by itself. */
  public FaultDomain faultDomain(String id) {
    return FaultDomain.of(this, node(id).id());
  }

  private void pushChildren(String id, Deque<String> stack) {
    List<String> below = children(id);
    for (int i = below.size() - 1; i >= 0; i--) {
      stack.push(below.get(i));
    }
  }

  private static List<Edge> edgesOf(Map<String, List<Edge>> map, String id) {
    List<Edge> list = map.get(id);
    if (list == null) {
      throw new IllegalArgumentException("no node " + id);
    }
    return list;
  }
}
