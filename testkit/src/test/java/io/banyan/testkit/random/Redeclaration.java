package io.banyan.testkit.random;

import io.banyan.runtime.process.ProcessCommand;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildDefinition.SupervisorChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Throws another declaration of a tree: some supervisors have other children or settings. */
final class Redeclaration {

  private final Dice dice;

  private Redeclaration(Dice dice) {
    this.dice = dice;
  }

  /** The same for the same tree and dice. */
  static SupervisorSpec of(SupervisorSpec tree, Dice dice) {
    dice.namesAfter(tree);
    return new Redeclaration(dice).supervisor(tree, 1);
  }

  private SupervisorSpec supervisor(SupervisorSpec before, int depth) {
    List<ChildSpec> children = new ArrayList<>(before.children());
    if (children.size() > 1 && dice.chance(4)) {
      children.remove(dice.below(children.size()));
    }
    children.replaceAll(child -> child(child, depth));
    if (dice.chance(4)) {
      children.add(dice.below(children.size() + 1), dice.child(depth));
    }
    if (dice.chance(6)) {
      Collections.shuffle(children, dice.random());
    }
    if (dice.chance(4)) {
      RestartLimit limit = depth == 1 ? dice.patience() : dice.limit();
      return new SupervisorSpec(dice.strategy(), limit, children);
    }
    return new SupervisorSpec(before.strategy(), before.limit(), children);
  }

  private ChildSpec child(ChildSpec before, int depth) {
    ChildSpec child = dice.chance(6) ? before.withRestart(dice.policy()) : before;
    if (child.definition() instanceof SupervisorChild below) {
      return child.withDefinition(
          new SupervisorChild(supervisor(below.supervisor(), depth + 1), below.shutdown()));
    }
    return dice.chance(5)
        ? child.withDefinition(another((ProcessChild) child.definition()))
        : child;
  }

  /** The same with other arguments, which make no difference but that they are others. */
  private ProcessChild another(ProcessChild child) {
    ProcessSpec process = child.process();
    List<String> words = new ArrayList<>(process.command().argv().subList(0, 2));
    words.add(Integer.toString(dice.below(1000)));
    return new ProcessChild(process.withCommand(new ProcessCommand.Argv(words)), child.task());
  }
}
