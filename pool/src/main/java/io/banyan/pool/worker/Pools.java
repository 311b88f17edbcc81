package io.banyan.pool.worker;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.registry.Registration;
import io.banyan.supervision.tree.SupervisionTree;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The pools of a tree that take texts and give texts, as those that are declared in a file do. Safe
 * from any thread.
 */
public final class Pools {

  private static final long LIMIT_SECONDS = 5;

  private final SupervisionTree tree;

  private Pools(SupervisionTree tree) {
    this.tree = tree;
  }

  public static Pools of(SupervisionTree tree) {
    return new Pools(tree);
  }

  /** The names of all pools, in their order. */
  public List<String> names() {
    return paths().map(path -> path.parent().orElseThrow().id()).sorted().toList();
  }

  /**
   * The pool of this name, as it is now; ask again when it refuses because it has been closed.
   *
   * @return empty when there is none, or it is down; the stage fails when it ends meanwhile
   */
  @SuppressWarnings("unchecked")
  public Optional<CompletionStage<Pool<String, String>>> find(String name) {
    return paths()
        .filter(path -> path.id().equals(PoolDefinition.actorId(name)))
        .findFirst()
        .flatMap(path -> tree.bonds().ref(path, PoolActor.Command.class))
        .map(
            actor -> {
              CompletableFuture<Pool<?, ?>> desk = new CompletableFuture<>();
              actor.tell(new PoolActor.Meet(desk));
              return desk.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                  .thenApply(pool -> (Pool<String, String>) pool);
            });
  }

  /** Of the actors of such pools. */
  private Stream<ChildPath> paths() {
    return tree.bonds().registry().all().stream().map(Registration::path).filter(this::isPool);
  }

  private boolean isPool(ChildPath path) {
    return path
        .parent()
        .filter(above -> !above.isRoot())
        .filter(above -> path.id().equals(PoolDefinition.actorId(above.id())))
        .flatMap(tree::spec)
        .stream()
        .flatMap(spec -> spec.children().stream())
        .anyMatch(
            child ->
                child.definition() instanceof PoolDefinition<?, ?> pool
                    && pool.workers() instanceof ProcessWorkers);
  }
}
