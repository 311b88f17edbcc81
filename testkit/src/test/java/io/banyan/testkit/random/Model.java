package io.banyan.testkit.random;

import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What docs/supervision.md says, for processes that end at once when they are asked to. Everything
 * happens in one call; what happened is in the trace.
 */
final class Model {

  /**
   * What happened, in order: {@code launch p1}, {@code fail p1}, {@code end p1}, {@code ready s1}.
   */
  final List<String> trace = new ArrayList<>();

  final Node root;
  private long now;
  private long timers;

  Model(SupervisorSpec spec) {
    root = Node.root(spec);
  }

  // What happens

  void begin() {
    start(root);
  }

  /** Lets time pass; restart delays end in the order of their times. */
  void passes(long nanos) {
    long until = now + nanos;
    Optional<Node> due = nextDue(until);
    while (due.isPresent()) {
      now = Math.max(now, due.get().dueAt);
      delayOver(due.get());
      due = nextDue(until);
    }
    now = until;
  }

  void endsByItself(Node process, boolean failed) {
    process.up = false;
    trace.add("end " + process.path);
    ended(process, failed);
  }

  String operate(Step.Wish wish, Node node) {
    if (node.supervisor().map(above -> !above.up).orElse(true)) {
      return "Failed";
    }
    return switch (wish) {
      case START -> startByHand(node);
      case STOP -> stopByHand(node);
      case RESTART -> restartByHand(node);
      case KILL -> kill(node);
    };
  }

  void shutDown() {
    if (root.up) {
      stop(root);
    }
  }

  // Operators

  private String startByHand(Node node) {
    if (node.up) {
      return "AlreadyRunning";
    } else if (node.isDelayed()) {
      node.calm();
      boolean started = start(node);
      startWaiting(node.above());
      return started ? "Started" : "Failed";
    } else if (node.waiting) {
      return "pending";
    }
    return start(node) ? "Started" : "Failed";
  }

  private String restartByHand(Node node) {
    if (node.up) {
      stop(node);
      return start(node) ? "Started" : "Failed";
    }
    return startByHand(node);
  }

  private String stopByHand(Node node) {
    if (node.up) {
      stop(node);
    } else if (node.isDelayed() || node.waiting) {
      node.calm();
      startWaiting(node.above());
    } else {
      return "AlreadyStopped";
    }
    return "Stopped";
  }

  private String kill(Node node) {
    if (node.up && node.isSupervisor()) {
      return "Failed";
    } else if (node.up) {
      stop(node);
      return "SignalSent";
    }
    return stopByHand(node);
  }

  // Starting and stopping

  /** Whether it came up. A supervisor that cannot start a child takes the others down again. */
  private boolean start(Node node) {
    if (!node.isSupervisor()) {
      return launch(node);
    }
    node.up = true;
    node.restarts.clear();
    for (Node child : node.children) {
      if (!start(child)) {
        stop(node);
        return false;
      }
    }
    trace.add("ready " + node.path);
    return true;
  }

  private boolean launch(Node process) {
    if (process.failures > 0) {
      process.failures--;
      trace.add("fail " + process.path);
      return false;
    }
    process.up = true;
    trace.add("launch " + process.path);
    return true;
  }

  private void stop(Node node) {
    for (int i = node.children.size() - 1; i >= 0; i--) {
      Node child = node.children.get(i);
      child.calm();
      if (child.up) {
        stop(child);
      }
    }
    node.up = false;
    trace.add("end " + node.path);
  }

  // Restarting

  private void ended(Node node, boolean failed) {
    if (node.supervisor().isEmpty()) {
      return;
    }
    RestartType type = node.restart.type();
    if (type == RestartType.TEMPORARY || (type == RestartType.TRANSIENT && !failed)) {
      return;
    }
    Node above = node.above();
    above.restarts.removeIf(then -> now - then > above.limit().within().toNanos());
    above.restarts.add(now);
    if (above.restarts.size() > above.limit().maxRestarts()) {
      stop(above);
      ended(above, true);
    } else {
      restart(node);
    }
  }

  private void restart(Node node) {
    Node above = node.above();
    if (above.strategy() != Strategy.ONE_FOR_ONE) {
      takeDownWith(node);
    }
    long delay = node.restart.backoff().initial().toNanos();
    if (delay > 0) {
      node.dueAt = now + delay;
      node.timer = ++timers;
      return;
    }
    if (above.strategy() == Strategy.ONE_FOR_ONE) {
      if (!start(node)) {
        ended(node, true);
      }
    } else {
      node.waiting = true;
      startWaiting(above);
    }
  }

  /** Its siblings that have to be restarted with it go down and wait. */
  private void takeDownWith(Node node) {
    List<Node> siblings = node.above().children;
    int first = node.above().strategy() == Strategy.ONE_FOR_ALL ? 0 : siblings.indexOf(node);
    for (int i = siblings.size() - 1; i >= first; i--) {
      Node sibling = siblings.get(i);
      if (sibling != node) {
        sibling.calm();
        if (sibling.up) {
          stop(sibling);
        }
        sibling.waiting = sibling.restart.type() != RestartType.TEMPORARY;
      }
    }
  }

  /** Starts those that wait, in order, unless one of a group restart has to be waited for. */
  private void startWaiting(Node supervisor) {
    if (supervisor.strategy() != Strategy.ONE_FOR_ONE
        && supervisor.children.stream().anyMatch(Node::isDelayed)) {
      return;
    }
    for (Node child : supervisor.children) {
      if (child.waiting) {
        child.calm();
        if (!start(child)) {
          ended(child, true);
          return;
        }
      }
    }
  }

  private void delayOver(Node node) {
    node.calm();
    if (node.above().strategy() == Strategy.ONE_FOR_ONE) {
      if (!start(node)) {
        ended(node, true);
      }
    } else {
      node.waiting = true;
      startWaiting(node.above());
    }
  }

  private Optional<Node> nextDue(long until) {
    return root.all()
        .filter(node -> node.isDelayed() && node.dueAt <= until)
        .min(Comparator.<Node>comparingLong(n -> n.dueAt).thenComparingLong(n -> n.timer));
  }

  /** Every child of the root and below, in the order of declaration. */
  List<Node> nodes() {
    return root.all().skip(1).toList();
  }

  List<Node> processes() {
    return nodes().stream().filter(node -> !node.isSupervisor()).toList();
  }
}
