package io.banyan.testkit.random;

import io.banyan.supervision.spec.Backoff;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What docs/supervision.md says, for processes that end at once when they are asked to. Everything
 * happens in one call; what happened is in the trace.
 */
final class Model {

  /** Where jitter begins, there as here. */
  static final long CHANCE = 42;

  /**
   * What happened, in order: {@code launch p1}, {@code fail p1}, {@code end p1}, {@code ready s1}.
   */
  final List<String> trace = new ArrayList<>();

  final Node root;
  private long now;
  private long timers;
  private final Random chance = new Random(CHANCE);

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
    process.stopped = false;
    rest(process);
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

  /** Whether a reload has nobody to wait for. */
  boolean isCalm() {
    return root.up && nodes().stream().noneMatch(node -> node.waiting || node.failures > 0);
  }

  /** What is gone is stopped, then all is redeclared, then what is new or different is started. */
  void reload(SupervisorSpec after) {
    Node wanted = Node.root(after);
    List<Node> gone = new ArrayList<>(nodes());
    gone.removeIf(
        node -> wanted.find(node.path).isPresent() || wanted.find(node.above().path).isEmpty());
    List<Node> again =
        processes().stream()
            .filter(node -> !node.isStoppedByHand())
            .filter(node -> wanted.find(node.path).filter(node::runsOtherwise).isPresent())
            .toList();
    Collections.reverse(gone);
    gone.forEach(node -> operate(Step.Wish.STOP, node));
    List<Node> news = root.redeclare(after);
    for (Node node : nodes()) {
      if (news.contains(node)) {
        operate(Step.Wish.START, node);
      } else if (again.contains(node)) {
        operate(Step.Wish.RESTART, node);
      }
    }
  }

  // Operators

  private String startByHand(Node node) {
    if (node.up) {
      return "AlreadyRunning";
    } else if (node.waiting) {
      return "pending";
    }
    boolean inAGroup = node.leading;
    node.calm();
    node.inARow = 0;
    if (!inAGroup) {
      return start(node) ? "Started" : "Failed";
    }
    node.told = null;
    node.waiting = true;
    startWaiting(node.above());
    return Optional.ofNullable(node.told).orElse("pending");
  }

  private String restartByHand(Node node) {
    if (node.up) {
      stop(node);
      node.inARow = 0;
      return start(node) ? "Started" : "Failed";
    }
    return startByHand(node);
  }

  private String stopByHand(Node node) {
    if (node.up) {
      stop(node);
    } else if (node.isDelayed() || node.waiting) {
      node.calm();
      node.stopped = true;
      startWaiting(node.above());
    } else {
      node.stopped = true;
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
    boolean started = node.isSupervisor() ? startAll(node) : launch(node);
    if (node.told == null) {
      node.told = started ? "Started" : "Failed";
    }
    return started;
  }

  private boolean startAll(Node node) {
    node.up = true;
    node.stopped = false;
    node.restarts.clear();
    node.children.forEach(child -> child.inARow = 0);
    for (Node child : node.children) {
      if (!start(child)) {
        stop(node);
        return false;
      }
    }
    node.upSince = now;
    trace.add("ready " + node.path);
    return true;
  }

  private boolean launch(Node process) {
    process.stopped = false;
    if (process.failures > 0) {
      process.failures--;
      trace.add("fail " + process.path);
      return false;
    }
    process.up = true;
    process.upSince = now;
    trace.add("launch " + process.path);
    return true;
  }

  private void stop(Node node) {
    for (int i = node.children.size() - 1; i >= 0; i--) {
      Node child = node.children.get(i);
      if (child.waiting && child.told == null) {
        child.told = "Failed";
      }
      child.calm();
      if (child.up) {
        stop(child);
      }
    }
    node.up = false;
    node.stopped = true;
    rest(node);
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
    boolean inAGroup = above.strategy() != Strategy.ONE_FOR_ONE || node.itsTurn;
    node.itsTurn = false;
    long delay = delay(node);
    if (delay > 0) {
      node.dueAt = now + delay;
      node.timer = ++timers;
      node.leading = inAGroup;
    } else if (inAGroup) {
      node.waiting = true;
      startWaiting(above);
    } else if (!start(node)) {
      ended(node, true);
    }
  }

  /** As long as the last time and longer, up to the maximum, and some of it by chance. */
  private long delay(Node node) {
    Backoff backoff = node.restart.backoff();
    double max = backoff.max().toNanos();
    double delay =
        Math.min(max, backoff.initial().toNanos() * Math.pow(backoff.factor(), node.inARow));
    node.inARow++;
    if (backoff.jitter() == 0 || delay == 0) {
      return Math.round(delay);
    }
    double shortest = delay * (1 - backoff.jitter());
    double longest = Math.min(max, delay * (1 + backoff.jitter()));
    return Math.round(shortest + chance.nextDouble() * (longest - shortest));
  }

  /** It is not up any more: was it for long enough to begin anew? */
  private void rest(Node node) {
    boolean wasReady = node.upSince != Node.NEVER;
    if (wasReady && now - node.upSince >= node.restart.backoff().resetAfter().toNanos()) {
      node.inARow = 0;
    }
    node.upSince = Node.NEVER;
  }

  /** Its siblings that have to be restarted with it go down and wait. */
  private void takeDownWith(Node node) {
    List<Node> siblings = node.above().children;
    int first = node.above().strategy() == Strategy.ONE_FOR_ALL ? 0 : siblings.indexOf(node);
    for (int i = siblings.size() - 1; i >= first; i--) {
      Node sibling = siblings.get(i);
      if (sibling != node) {
        // What was decided before it was declared to be temporary stays decided.
        boolean due = sibling.isDelayed() || sibling.waiting;
        sibling.calm();
        if (sibling.up) {
          stop(sibling);
        }
        sibling.waiting = due || sibling.restart.type() != RestartType.TEMPORARY;
      }
    }
  }

  /** Starts those that wait, in order, unless one of a group restart has to be waited for. */
  private void startWaiting(Node supervisor) {
    if (supervisor.children.stream().anyMatch(child -> child.leading)) {
      return;
    }
    for (Node child : supervisor.children) {
      if (child.waiting) {
        child.calm();
        child.itsTurn = true;
        if (!start(child)) {
          ended(child, true);
          return;
        }
        child.itsTurn = false;
      }
    }
  }

  private void delayOver(Node node) {
    boolean inAGroup = node.leading;
    node.calm();
    if (inAGroup) {
      node.waiting = true;
      startWaiting(node.above());
    } else if (!start(node)) {
      ended(node, true);
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
