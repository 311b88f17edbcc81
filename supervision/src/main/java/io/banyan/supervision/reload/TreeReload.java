package io.banyan.supervision.reload;

import static java.util.stream.Collectors.toSet;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.supervision.reload.ReloadResult.Effect;
import io.banyan.supervision.reload.ReloadResult.Step;
import io.banyan.supervision.spec.ChildDefinition.SupervisorChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.TreeOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes a running tree from one declaration to another. What is removed is stopped first; then
 * every supervisor is told its new children; then what is new or different is started, one after
 * the other in the order of the declaration. What depends on others waits for these alone, and
 * nothing waits for it: they may well come after it. A step that fails does not keep the others
 * from being made.
 */
final class TreeReload {

  private final TreeView view;
  private final TreeOperations tree;
  private final Removals removals;

  TreeReload(TreeView view, TreeOperations tree) {
    this.view = view;
    this.tree = tree;
    this.removals = new Removals(tree);
  }

  /** What would be done. */
  List<Step> plan(SupervisorSpec before, SupervisorSpec after) {
    return TreeDiff.between(before, after).stream()
        .map(change -> new Step(change, effect(change), Optional.empty()))
        .toList();
  }

  /** Why it cannot be done: a child that is new has the id of one that was made meanwhile. */
  Optional<String> clash(SupervisorSpec before, SupervisorSpec after) {
    return new Clashes(TreeDiff.between(before, after)).with(view.all());
  }

  /** Does it; completes when the last step is made. */
  CompletionStage<List<Step>> apply(SupervisorSpec before, SupervisorSpec after) {
    List<Step> steps = plan(before, after);
    List<Step> gone = steps.stream().filter(step -> step.effect() == Effect.REMOVE).toList();
    List<Step> rest = steps.stream().filter(step -> step.effect() != Effect.REMOVE).toList();
    Set<ChildPath> news = rest.stream().map(step -> step.change().path()).collect(toSet());
    return removals
        .take(gone)
        .thenCompose(taken -> retune(before, after).thenApply(tuned -> taken))
        .thenCompose(taken -> removals.sweep(taken, news))
        .thenCompose(taken -> start(taken, rest));
  }

  private CompletionStage<List<Step>> start(List<Step> removed, List<Step> steps) {
    CompletionStage<List<Step>> all = CompletableFuture.completedFuture(removed);
    CompletionStage<?> turn = all;
    for (Step step : steps) {
      CompletionStage<Step> made = turn.thenCompose(before -> make(step));
      turn = waitsForOthers(step.change()) ? turn : made;
      all = all.thenCombine(made, TreeReload::with);
    }
    return all;
  }

  private static boolean waitsForOthers(Change change) {
    return (change instanceof Change.Added added && dependsOnOthers(added.child()))
        || (change instanceof Change.Replaced replaced && dependsOnOthers(replaced.child()));
  }

  /** Itself, or something below it: a supervisor is ready when all its children have come. */
  private static boolean dependsOnOthers(ChildSpec child) {
    return !child.dependsOn().isEmpty()
        || (child.definition() instanceof SupervisorChild below
            && below.supervisor().children().stream().anyMatch(TreeReload::dependsOnOthers));
  }

  private Effect effect(Change change) {
    if (change instanceof Change.Removed) {
      return Effect.REMOVE;
    } else if (change instanceof Change.Added) {
      return Effect.START;
    } else if (change instanceof Change.Replaced) {
      return isStoppedByHand(change.path()) ? Effect.STAYS_DOWN : Effect.RESTART;
    }
    return Effect.GOES_ON;
  }

  private boolean isStoppedByHand(ChildPath path) {
    return view.get(path).filter(TreeReload::isStoppedByHand).isPresent();
  }

  /** Also one that had failed before, and was then said to stay down. */
  private static boolean isStoppedByHand(ChildSnapshot child) {
    LifecycleState state = child.state();
    return state == LifecycleState.STOPPED
        || state == LifecycleState.KILLED
        || (state.isEnded() && child.circumstances().unwanted());
  }

  private CompletionStage<Step> make(Step step) {
    return act(step)
        .thenApply(result -> new Step(step.change(), step.effect(), Optional.of(result)));
  }

  static List<Step> with(List<Step> made, Step one) {
    List<Step> all = new ArrayList<>(made);
    all.add(one);
    return all;
  }

  private CompletionStage<OperationResult> act(Step step) {
    ChildPath path = step.change().path();
    return switch (step.effect()) {
      case START -> tree.start(path);
      case RESTART -> tree.restart(path, Optional.empty());
      case REMOVE, STAYS_DOWN, GOES_ON ->
          CompletableFuture.completedFuture(new OperationResult.Reconfigured());
    };
  }

  /** Tells every supervisor that both declarations have, from the top, what it is like now. */
  private CompletionStage<OperationResult> retune(SupervisorSpec before, SupervisorSpec after) {
    CompletionStage<OperationResult> done =
        CompletableFuture.completedFuture(new OperationResult.Reconfigured());
    for (Retuning one : retunings(ChildPath.ROOT, before, after)) {
      done = done.thenCompose(last -> tree.reconfigure(one.path(), one.spec()));
    }
    return done;
  }

  private record Retuning(ChildPath path, SupervisorSpec spec) {}

  private static List<Retuning> retunings(
      ChildPath path, SupervisorSpec before, SupervisorSpec after) {
    List<Retuning> all = new ArrayList<>();
    if (!before.equals(after)) {
      all.add(new Retuning(path, after));
      for (ChildSpec child : after.children()) {
        for (ChildSpec known : before.children()) {
          if (TreeDiff.isSame(known, child)
              && known.definition() instanceof SupervisorChild was
              && child.definition() instanceof SupervisorChild is) {
            all.addAll(retunings(path.child(child.id()), was.supervisor(), is.supervisor()));
          }
        }
      }
    }
    return all;
  }
}
