package io.banyan.testkit.random;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One child, or the root, in the {@link Model}. */
final class Node {

  static final long NEVER = Long.MAX_VALUE;

  final ChildPath path;
  RestartPolicy restart;
  final List<Node> children = new ArrayList<>();
  private final @Nullable Node above;
  private @Nullable SupervisorSpec spec;

  /** What is run, of a process. */
  ChildDefinition definition;

  /** Whether it was another kind of child once: it may have ended as that. */
  boolean changed;

  boolean up;

  /** Down because it was asked to be. */
  boolean stopped;

  /** What came of the latest start that an operator asked for. */
  @Nullable String told;

  /** How many restarts in a row it had. */
  int inARow;

  /** Since when it is ready. */
  long upSince = NEVER;

  /** Down, and to be started when its turn in a group restart comes. */
  boolean waiting;

  /** Whether its turn in a group restart has come, and it is not up yet. */
  boolean itsTurn;

  /** Whether a group restart waits for its delay: that of one child alone holds up nobody. */
  boolean leading;

  /** When its restart delay is over. */
  long dueAt = NEVER;

  /** Of delays that are over at the same time, the one that began first comes first. */
  long timer;

  /** How many of its next launches fail. */
  int failures;

  /** When its children were restarted lately. */
  final List<Long> restarts = new ArrayList<>();

  private Node(
      ChildPath path, RestartPolicy restart, @Nullable Node above, ChildDefinition definition) {
    this.path = path;
    this.restart = restart;
    this.above = above;
    this.definition = definition;
    this.spec = below(definition);
    if (spec != null) {
      spec.children().forEach(child -> children.add(child(child)));
    }
  }

  static Node root(SupervisorSpec spec) {
    return new Node(
        ChildPath.ROOT,
        RestartPolicy.PERMANENT,
        null,
        new ChildDefinition.SupervisorChild(spec, Shutdown.infinity()));
  }

  private Node child(ChildSpec child) {
    return new Node(path.child(child.id()), child.restart(), this, child.definition());
  }

  private static @Nullable SupervisorSpec below(ChildDefinition definition) {
    return definition instanceof ChildDefinition.SupervisorChild supervisor
        ? supervisor.supervisor()
        : null;
  }

  /** It is declared like this now; the new nodes below it, in order. */
  List<Node> redeclare(SupervisorSpec changed) {
    spec = changed;
    List<Node> news = new ArrayList<>();
    List<Node> before = List.copyOf(children);
    children.clear();
    for (ChildSpec child : changed.children()) {
      Optional<Node> known =
          before.stream().filter(node -> node.path.id().equals(child.id())).findFirst();
      Node node = known.orElseGet(() -> child(child));
      children.add(node);
      node.changed |= node.restart.type() != child.restart().type();
      node.restart = child.restart();
      node.definition = child.definition();
      if (known.isEmpty()) {
        news.add(node);
      } else if (child.definition() instanceof ChildDefinition.SupervisorChild below) {
        news.addAll(node.redeclare(below.supervisor()));
      }
    }
    return news;
  }

  boolean isSupervisor() {
    return spec != null;
  }

  boolean isDelayed() {
    return dueAt != NEVER;
  }

  /** Nothing is due any more. */
  void calm() {
    waiting = false;
    leading = false;
    dueAt = NEVER;
  }

  Optional<Node> supervisor() {
    return Optional.ofNullable(above);
  }

  Node above() {
    return supervisor().orElseThrow();
  }

  Strategy strategy() {
    return declared().strategy();
  }

  RestartLimit limit() {
    return declared().limit();
  }

  SupervisorSpec declared() {
    return Optional.ofNullable(spec).orElseThrow();
  }

  boolean isStoppedByHand() {
    return stopped && !up && !isDelayed() && !waiting;
  }

  boolean runsOtherwise(Node other) {
    return !definition.equals(other.definition);
  }

  /** The one at the same path, here or below. */
  Optional<Node> find(ChildPath other) {
    return all().filter(node -> node.path.equals(other)).findFirst();
  }

  /** It and all below it, in the order of declaration. */
  Stream<Node> all() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(Node::all));
  }

  /** One line for it and each below it. */
  String drawn() {
    StringBuilder text = new StringBuilder();
    draw(text, "");
    return text.toString();
  }

  private void draw(StringBuilder text, String indent) {
    text.append("\n  ").append(indent).append(path.id());
    text.append(' ').append(restart.type().text());
    if (!restart.backoff().initial().isZero()) {
      text.append(" after ").append(restart.backoff());
    }
    if (spec != null) {
      text.append(' ').append(spec.strategy().text()).append(' ').append(spec.limit());
    }
    children.forEach(child -> child.draw(text, indent + "  "));
  }
}
