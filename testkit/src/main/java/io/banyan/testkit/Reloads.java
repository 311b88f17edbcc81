package io.banyan.testkit;

import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.TreeDeclaration;
import io.banyan.supervision.reload.ReloadResult;
import io.banyan.supervision.reload.Reloader;
import java.util.concurrent.CompletionStage;

/** Reloads a running tree from declarations that are no files. */
final class Reloads {

  private final Reloader reloader;
  private TreeDeclaration file;

  Reloads(TreeDeclaration declaration, Reloader.Live live) {
    this.file = declaration;
    this.reloader =
        new Reloader(declaration, () -> new LoadResult.Loaded(file), Runnable::run, live);
  }

  CompletionStage<ReloadResult> reload(TreeDeclaration declaration) {
    file = declaration;
    return reloader.reload(false);
  }
}
