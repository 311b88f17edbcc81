package io.banyan.supervision.reload;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.reload.ReloadResult.Step;
import io.banyan.supervision.strategy.Refusal;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.TreeOperations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Takes out of a tree what is declared no more, one after the other. As long as its supervisor has
 * not been told, a restart of that supervisor brings it back; so it is looked for a second time.
 */
final class Removals {

  private final TreeOperations tree;

  Removals(TreeOperations tree) {
    this.tree = tree;
  }

  /** Takes these out; completes with what came of each. */
  CompletionStage<List<Step>> take(List<Step> steps) {
    return inTurn(steps, step -> remove(step.change().path()).thenApply(told -> with(step, told)));
  }

  /**
   * Takes those out that came back before their supervisors knew better.
   *
   * @param kept what is declared again as another kind of child: it is not to run as what it was
   */
  CompletionStage<List<Step>> sweep(List<Step> taken, Set<ChildPath> kept) {
    return inTurn(
        taken,
        step -> {
          ChildPath path = step.change().path();
          return kept.contains(path)
              ? tree.stop(path, Optional.empty()).thenApply(stopped -> step)
              : remove(path).thenApply(told -> isNews(told) ? with(step, told) : step);
        });
  }

  private static boolean isNews(OperationResult told) {
    return !(told instanceof OperationResult.NotFound || told instanceof OperationResult.Failed);
  }

  private CompletionStage<OperationResult> remove(ChildPath path) {
    return tree.stop(path, Optional.empty())
        .thenCompose(
            stopped -> stopped instanceof OperationResult.Failed ? done(stopped) : delete(path));
  }

  /** A sibling that crashes after the stop can have brought it back. */
  private CompletionStage<OperationResult> delete(ChildPath path) {
    return tree.delete(path).thenCompose(told -> isBack(told) ? remove(path) : done(told));
  }

  private static boolean isBack(OperationResult told) {
    return told instanceof OperationResult.Refused refused
        && (refused.why() == Refusal.RUNNING || refused.why() == Refusal.RESTARTING);
  }

  private static CompletionStage<OperationResult> done(OperationResult result) {
    return CompletableFuture.completedFuture(result);
  }

  private static CompletionStage<List<Step>> inTurn(
      List<Step> steps, Function<Step, CompletionStage<Step>> make) {
    CompletionStage<List<Step>> done = CompletableFuture.completedFuture(List.of());
    for (Step step : steps) {
      done =
          done.thenCompose(made -> make.apply(step).thenApply(one -> TreeReload.with(made, one)));
    }
    return done;
  }

  private static Step with(Step step, OperationResult told) {
    return new Step(step.change(), step.effect(), Optional.of(told));
  }
}
