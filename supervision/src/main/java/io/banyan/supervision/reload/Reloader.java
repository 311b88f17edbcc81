package io.banyan.supervision.reload;

import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.supervision.config.DeclarationLoader;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.TreeDeclaration;
import io.banyan.supervision.tree.TreeOperations;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Reads the file of a running tree again and changes what is different in it: children that are
 * declared as before keep their process, those that an operator stopped stay down, and a file with
 * a mistake changes nothing. One reload at a time. Safe from any thread; nothing blocks the caller.
 */
public final class Reloader {

  private final Supplier<LoadResult> file;
  private final Executor blocking;
  private final TreeReload tree;
  private TreeDeclaration current;
  private boolean busy;

  /**
   * @param current what the tree runs by
   * @param file reads the file anew, as {@link DeclarationLoader} does; called by {@code blocking}
   * @param blocking may be kept waiting by a disk
   */
  public Reloader(
      TreeDeclaration current, Supplier<LoadResult> file, Executor blocking, Live live) {
    this.current = current;
    this.file = file;
    this.blocking = blocking;
    this.tree = new TreeReload(live.view(), live.tree());
  }

  /** The running tree. */
  public record Live(TreeView view, TreeOperations tree) {}

  /**
   * Reads the file and changes the tree.
   *
   * @param dryRun only tell what would be done
   * @return completes when all is done; never exceptionally because of what is in the file or what
   *     a child does
   */
  public CompletionStage<ReloadResult> reload(boolean dryRun) {
    TreeDeclaration before;
    synchronized (this) {
      if (busy) {
        return CompletableFuture.completedFuture(
            new ReloadResult.Refused("another reload is under way"));
      }
      busy = true;
      before = current;
    }
    return CompletableFuture.supplyAsync(file, blocking)
        .thenCompose(loaded -> go(before, loaded, dryRun))
        .whenComplete((result, failure) -> free());
  }

  private synchronized void free() {
    busy = false;
  }

  private synchronized void setCurrent(TreeDeclaration declaration) {
    current = declaration;
  }

  private CompletionStage<ReloadResult> go(
      TreeDeclaration before, LoadResult loaded, boolean dryRun) {
    if (loaded instanceof LoadResult.Invalid invalid) {
      return done(new ReloadResult.Invalid(invalid.mistakes()));
    }
    TreeDeclaration after = ((LoadResult.Loaded) loaded).declaration();
    if (!after.name().equals(before.name())) {
      return done(
          new ReloadResult.Refused(
              "the file declares the tree %s now, and this is %s"
                  .formatted(after.name(), before.name())));
    }
    if (after.tree().isDynamic() != before.tree().isDynamic()) {
      return done(
          new ReloadResult.Refused("the root cannot get or lose its template while it runs"));
    }
    Optional<String> clash = tree.clash(before.tree(), after.tree());
    if (clash.isPresent()) {
      return done(new ReloadResult.Refused(clash.get()));
    }
    List<String> later = Later.differences(before, after);
    if (dryRun) {
      return done(new ReloadResult.Read(tree.plan(before.tree(), after.tree()), later));
    }
    setCurrent(after);
    return tree.apply(before.tree(), after.tree())
        .thenApply(steps -> new ReloadResult.Read(steps, later));
  }

  private static CompletionStage<ReloadResult> done(ReloadResult result) {
    return CompletableFuture.completedFuture(result);
  }
}
