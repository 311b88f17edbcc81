package io.banyan.supervision.strategy;

import io.banyan.supervision.dependency.Precedence;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Decides what a supervisor does. Every method takes one fact and returns what is to be done about
 * it; nothing here waits, so a fact about one child can always be taken while another is slow.
 *
 * <p>Order: a <em>plan</em> is a set of children that have to come up in declared order (all of
 * them at the start; those hit by a group restart later). Children that are part of a plan and
 * alive are first stopped in reverse order, one after the other; only when all of them are down
 * does the first one start, and each next one when its predecessor is ready. What an operator does
 * to a single child, and a one-for-one restart, waits for nobody. {@link StartOrder} keeps the
 * order.
 *
 * <p>A child that depends on others has a <em>gate</em>, which is closed until this machine is told
 * otherwise. Whoever wants it started, it waits for its gate, and for no sibling.
 *
 * <p>Used by one thread at a time.
 */
public final class SupervisorMachine {

  private final Siblings siblings;
  private final Steps steps;
  private final Restarts restarts;
  private final Aftermath aftermath;
  private final Membership membership;
  private final Progress progress;

  /** One where nobody depends on anybody and nothing is left to chance. */
  public SupervisorMachine(SupervisorSpec spec) {
    this(spec, Precedence.DECLARED, () -> 0);
  }

  /**
   * @param precedence which children go before which
   * @param random where jitter comes from
   */
  public SupervisorMachine(SupervisorSpec spec, Precedence precedence, RandomGenerator random) {
    StartOrder order = new StartOrder(spec.isDynamic(), precedence);
    siblings = new Siblings(spec, order);
    steps = new Steps(siblings, spec.isDynamic());
    restarts = new Restarts(spec, siblings, steps, random);
    aftermath = new Aftermath(spec.autoShutdown(), siblings, steps, restarts);
    membership = new Membership(spec, siblings, steps);
    progress = new Progress(order, siblings, steps);
  }

  // Facts

  /** The supervisor starts. */
  public List<Action> begin() {
    return begin(id -> true);
  }

  /**
   * The supervisor starts.
   *
   * @param wanted whether a child is to be started; others are down as if an operator had stopped
   *     them
   */
  public List<Action> begin(Predicate<String> wanted) {
    progress.begin(wanted);
    return advance();
  }

  /**
   * A child is ready.
   *
   * @param now monotonic nanoseconds
   */
  public List<Action> childRunning(String id, long now) {
    Slot slot = siblings.get(id);
    if (slot.phase == ChildPhase.STARTING) {
      siblings.move(slot, ChildPhase.RUNNING);
      slot.delay.ready(now);
    }
    return advance();
  }

  /**
   * A child has ended. Of one that is not alive nothing can be news.
   *
   * @param now monotonic nanoseconds
   */
  public List<Action> childEnded(String id, ChildEnd end, long now) {
    Slot slot = siblings.get(id);
    if (!slot.phase.isAlive()) {
      return advance();
    }
    boolean asked = slot.phase == ChildPhase.STOPPING;
    boolean ran = slot.phase == ChildPhase.RUNNING;
    slot.delay.ended(now, slot.spec.restart().backoff());
    siblings.move(slot, ChildPhase.DOWN);
    if (isEnding()) {
      steps.leaveBehind(slot);
    } else if (asked || slot.recycled) {
      aftermath.ofAsked(slot);
    } else {
      aftermath.of(slot, ran ? ofLife(end) : ofStart(slot, end), now).ifPresent(this::end);
    }
    return advance();
  }

  private static ChildEnd ofLife(ChildEnd end) {
    return end == ChildEnd.NOT_STARTED ? ChildEnd.FAILURE : end;
  }

  /** Whoever adds a child is told that it failed when it was never ready: so it must be gone. */
  private ChildEnd ofStart(Slot slot, ChildEnd end) {
    boolean added = slot.attempt == Attempt.ADDED && end != ChildEnd.DECLINED;
    return added && restarts.isWanted(slot, end) ? ChildEnd.NOT_STARTED : end;
  }

  /** A restart delay is over. */
  public List<Action> delayOver(String id) {
    Slot slot = siblings.find(id);
    if (slot != null && slot.phase == ChildPhase.DELAYED) {
      steps.startInTurn(slot);
    }
    return advance();
  }

  /**
   * What a child depends on has come, or something of it is missing, or something else. Can be told
   * before {@link #begin}.
   *
   * @param open whether nothing is missing
   */
  public List<Action> gate(String id, boolean open) {
    Slot slot = siblings.find(id);
    if (slot != null) {
      siblings.open(slot, open);
      if (slot.phase == ChildPhase.WAITING) {
        steps.startInTurn(slot);
      }
    }
    return advance();
  }

  /** A child has lost something that it depends on, and is to be restarted with. */
  public List<Action> dependencyLost(String id) {
    Slot slot = siblings.find(id);
    if (slot != null && !isEnding() && slot.isUp()) {
      slot.returning = true;
      steps.askToEnd(slot);
    }
    return advance();
  }

  /** An operator wants a child to be down. */
  public List<Action> stop(String id) {
    Slot slot = siblings.get(id);
    slot.again = false;
    slot.returning = false;
    siblings.recycle(slot, false);
    if (slot.isPending()) {
      steps.standDown(slot, false);
    } else {
      steps.askToEnd(slot);
    }
    return advance();
  }

  /** An operator wants a child to be up. */
  public List<Action> start(String id) {
    Slot slot = siblings.get(id);
    if (!isEnding()) {
      switch (slot.phase) {
        case DOWN -> steps.start(slot, Attempt.BY_HAND);
        case DELAYED -> steps.cutShort(slot);
        case STOPPING -> slot.again = !slot.comesBack();
        case WAITING, STARTING, RUNNING -> {}
      }
    }
    return advance();
  }

  /** An operator wants a new incarnation of a child. */
  public List<Action> restart(String id) {
    Slot slot = siblings.get(id);
    if (isEnding() || !slot.phase.isAlive()) {
      return start(id);
    }
    slot.again = !slot.recycled || !slot.comesBack();
    if (!slot.recycled) {
      steps.askToEnd(slot);
    }
    return advance();
  }

  /** The supervisor is asked to end, all its children before it. */
  public List<Action> shutdown(boolean brutal) {
    end(new SupervisorEnd.ShutDown());
    if (brutal) {
      progress.kill();
    }
    return advance();
  }

  // Administration

  /** Which changes it allows. */
  public Admission admission() {
    return membership.admission();
  }

  /**
   * Adds a child after all others.
   *
   * @param start at once; if it cannot be started, or fails before it is ready, it is not kept
   */
  public List<Action> add(ChildSpec child, boolean start) {
    membership.add(child, start);
    return advance();
  }

  /**
   * Starts a child from the template.
   *
   * @param arguments what it is given besides
   */
  public List<Action> startAnother(String id, List<String> arguments) {
    membership.startAnother(id, arguments);
    return advance();
  }

  /** Deletes a child that is down. */
  public List<Action> delete(String id) {
    membership.delete(id);
    return advance();
  }

  /**
   * Changes the running supervisor. Its own settings hold from now on, those of a child from its
   * next start. New children are not started; children that are declared no more stay as they are,
   * after all others.
   */
  public List<Action> reconfigure(SupervisorSpec changed) {
    membership.reconfigure(changed);
    restarts.reconfigure(changed);
    aftermath.reconfigure(changed.autoShutdown());
    return advance();
  }

  /** From now on these children go before those. */
  public List<Action> reorder(Precedence precedence) {
    siblings.reorder(precedence);
    return advance();
  }

  // State, for the actor that carries the actions out

  /** The supervisor as it is configured now. */
  public SupervisorSpec spec() {
    return membership.spec();
  }

  public ChildPhase phase(String id) {
    return siblings.get(id).phase;
  }

  /** What the next incarnation of a child will be. */
  public ChildSpec childSpec(String id) {
    return siblings.get(id).spec;
  }

  /** The same of all children, in order. */
  public List<ChildSpec> childSpecs() {
    return siblings.all().stream().map(slot -> slot.spec).toList();
  }

  public boolean has(String id) {
    return siblings.find(id) != null;
  }

  public ChildCounts counts() {
    return spec().isDynamic() ? siblings.counts().withSpecs(1) : siblings.counts();
  }

  public boolean isEnding() {
    return progress.isEnding();
  }

  /** Why it is ending; empty while it is not. */
  public Optional<SupervisorEnd> ending() {
    return progress.ending();
  }

  private void end(SupervisorEnd why) {
    membership.admission().close();
    progress.end(why);
  }

  private List<Action> advance() {
    return progress.advance();
  }
}
