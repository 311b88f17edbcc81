package io.banyan.supervision.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.event.ChildPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static final List<ChildPath> CHILDREN =
      List.of(new ChildPath("a"), new ChildPath("b"), new ChildPath("c"));

  private final Map<String, CompletableFuture<OperationResult>> asked = new LinkedHashMap<>();

  private CompletionStage<OperationResult> operation(ChildPath path) {
    return asked.computeIfAbsent(path.text(), id -> new CompletableFuture<>());
  }

  private void answer(String id, OperationResult result) {
    CompletableFuture<OperationResult> answer = asked.get(id);
    assertThat(answer).isNotNull();
    answer.complete(result);
  }

  @Test
  void together_asks_all_at_once_and_tells_in_order() {
    CompletionStage<List<Batch.Result>> all = Batch.together(CHILDREN, this::operation);
    assertThat(asked.keySet()).containsExactly("a", "b", "c");

    answer("c", new OperationResult.Stopped());
    answer("a", new OperationResult.Failed("no"));
    answer("b", new OperationResult.AlreadyStopped());

    assertThat(all.toCompletableFuture().join())
        .extracting(one -> one.path().text() + " " + one.result().getClass().getSimpleName())
        .containsExactly("a Failed", "b AlreadyStopped", "c Stopped");
  }

  @Test
  void rolling_asks_for_the_next_when_the_last_is_done() {
    CompletionStage<List<Batch.Result>> all = Batch.rolling(CHILDREN, this::operation);
    assertThat(asked.keySet()).containsExactly("a");

    answer("a", new OperationResult.Started());
    assertThat(asked.keySet()).containsExactly("a", "b");
    answer("b", new OperationResult.Started());
    assertThat(all.toCompletableFuture()).isNotDone();
    answer("c", new OperationResult.Started());
    assertThat(all.toCompletableFuture().join()).hasSize(3);
  }

  @Test
  void a_failure_halts_the_roll_and_the_rest_is_not_touched() {
    CompletionStage<List<Batch.Result>> all = Batch.rolling(CHILDREN, this::operation);
    answer("a", new OperationResult.Started());
    answer("b", new OperationResult.Failed("Exit code: 1"));

    assertThat(asked.keySet()).containsExactly("a", "b");
    assertThat(all.toCompletableFuture().join())
        .extracting(Batch.Result::result)
        .containsExactly(
            new OperationResult.Started(),
            new OperationResult.Failed("Exit code: 1"),
            new OperationResult.Failed("not tried, as one before it failed"));
  }

  @Test
  void nobody_is_a_batch_too() {
    assertThat(Batch.rolling(List.of(), this::operation).toCompletableFuture().join()).isEmpty();
    assertThat(Batch.together(List.of(), this::operation).toCompletableFuture().join()).isEmpty();
  }
}
