package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One operation on several children. The stages complete with a result for each child, in the order
 * in which they were named, and never exceptionally.
 */
public final class Batch {

  private Batch() {}

  /** What came of it for one child. */
  public record Result(ChildPath path, OperationResult result) {

    boolean failed() {
      return result instanceof OperationResult.Failed
          || result instanceof OperationResult.Refused
          || result instanceof OperationResult.NotFound;
    }
  }

  /** On all of them at once. */
  public static CompletionStage<List<Result>> together(
      List<ChildPath> children, Function<ChildPath, CompletionStage<OperationResult>> operation) {
    CompletionStage<List<Result>> all = none();
    List<CompletionStage<Result>> each =
        children.stream().map(child -> on(child, operation)).toList();
    for (CompletionStage<Result> one : each) {
      all = all.thenCombine(one, Batch::with);
    }
    return all;
  }

  /**
   * On one after the other, the next only when the last is done: for a restart, when its new
   * incarnation is ready. The first that fails halts it, and the rest is not touched.
   */
  public static CompletionStage<List<Result>> rolling(
      List<ChildPath> children, Function<ChildPath, CompletionStage<OperationResult>> operation) {
    CompletionStage<List<Result>> all = none();
    for (ChildPath child : children) {
      all =
          all.thenCompose(
              before ->
                  before.stream().anyMatch(Result::failed)
                      ? CompletableFuture.completedFuture(with(before, untouched(child)))
                      : on(child, operation).thenApply(result -> with(before, result)));
    }
    return all;
  }

  private static CompletionStage<Result> on(
      ChildPath child, Function<ChildPath, CompletionStage<OperationResult>> operation) {
    return operation.apply(child).thenApply(result -> new Result(child, result));
  }

  private static Result untouched(ChildPath child) {
    return new Result(child, new OperationResult.Failed("not tried, as one before it failed"));
  }

  private static CompletionStage<List<Result>> none() {
    return CompletableFuture.completedFuture(List.of());
  }

  private static List<Result> with(List<Result> before, Result one) {
    List<Result> all = new ArrayList<>(before);
    all.add(one);
    return all;
  }
}
