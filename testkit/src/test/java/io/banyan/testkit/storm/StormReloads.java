package io.banyan.testkit.storm;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.monitor.MonitorSettings;
import io.banyan.supervision.config.Directories;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.TreeDeclaration;
import io.banyan.supervision.reload.ReloadResult;
import io.banyan.supervision.reload.Reloader;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Has a running tree become another one, one reload after the other. */
final class StormReloads {

  private final Path folder;
  private final Config config;
  private final Reloader reloader;
  private SupervisorSpec file;
  private CompletableFuture<ReloadResult> last = CompletableFuture.completedFuture(null);
  private int count;

  StormReloads(Path folder, Config config, SupervisorSpec spec, Reloader.Live live) {
    this.folder = folder;
    this.config = config;
    this.file = spec;
    this.reloader =
        new Reloader(
            declaration(), () -> new LoadResult.Loaded(declaration()), Runnable::run, live);
  }

  private TreeDeclaration declaration() {
    Directories directories = new Directories(folder, folder, folder);
    return new TreeDeclaration(
        "storm",
        folder.resolve("conf"),
        directories,
        file,
        MonitorSettings.from(ConfigFactory.load()),
        config);
  }

  boolean areDone() {
    return last.isDone();
  }

  void reload(SupervisorSpec changed) {
    file = changed;
    last = reloader.reload(false).toCompletableFuture();
    count++;
  }

  int count() {
    return count;
  }
}
