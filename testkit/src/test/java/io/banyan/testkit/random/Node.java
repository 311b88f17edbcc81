package io.banyan.testkit.random;

import io.banyan.runtime.event.ChildPath;
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

  private static final long NEVER = Long.MAX_VALUE;

  final ChildPath path;
  final RestartPolicy restart;
  final List<Node> children = new ArrayList<>();
  private final @Nullable Node above;
  private final @Nullable SupervisorSpec spec;

  boolean up;

  /** Down, and to be started when its turn in a group restart comes. */
  boolean waiting;

  /** When its restart delay is over. */
  long dueAt = NEVER;

  /** Of delays that are over at the same time, the one that began first comes first. */
  long timer;

  /** How many of its next launches fail. */
  int failures;

  /** When its children were restarted lately. */
  final List<Long> restarts = new ArrayList<>();

  private Node(
      ChildPath path, RestartPolicy restart, @Nullable Node above, @Nullable SupervisorSpec spec) {
    this.path = path;
    this.restart = restart;
    this.above = above;
    this.spec = spec;
    if (spec != null) {
      spec.children().forEach(child -> children.add(child(child)));
    }
  }

  static Node root(SupervisorSpec spec) {
    return new Node(ChildPath.ROOT, RestartPolicy.PERMANENT, null, spec);
  }

  private Node child(ChildSpec child) {
    SupervisorSpec below =
        child.definition() instanceof ChildDefinition.SupervisorChild supervisor
            ? supervisor.supervisor()
            : null;
    return new Node(path.child(child.id()), child.restart(), this, below);
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

  private SupervisorSpec declared() {
    return Optional.ofNullable(spec).orElseThrow();
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
      text.append(" after ").append(restart.backoff().initial());
    }
    if (spec != null) {
      text.append(' ').append(spec.strategy().text()).append(' ').append(spec.limit());
    }
    children.forEach(child -> child.draw(text, indent + "  "));
  }
}
