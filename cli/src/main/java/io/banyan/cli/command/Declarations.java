package io.banyan.cli.command;

import io.banyan.control.http.ControlSection;
import io.banyan.control.http.InspectionSection;
import io.banyan.control.metrics.MetricsSection;
import io.banyan.pool.function.FunctionsSection;
import io.banyan.pool.periodic.PeriodicSection;
import io.banyan.pool.queue.declared.QueueSection;
import io.banyan.pool.worker.PoolSection;
import io.banyan.supervision.config.DeclarationLoader;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads declarations, with the sections of all modules that this program is made of. */
final class Declarations {

  /** The declaration that is meant when none is named. */
  static final Path DEFAULT = Path.of("application.conf");

  private static final List<Section> SECTIONS =
      List.of(
          new ControlSection(),
          new FunctionsSection(),
          new InspectionSection(),
          new JournalSection(),
          new MetricsSection(),
          new PoolSection(),
          new PeriodicSection(),
          // Behind that of pools, which they name.
          new QueueSection());

  private Declarations() {}

  static LoadResult load(Path file, Map<String, String> env) {
    return DeclarationLoader.load(file, env, SECTIONS);
  }

  /** Where the runtime of this declaration leaves its control file; empty when it is invalid. */
  static Optional<Path> runtimeDirectory(Path file, Map<String, String> env) {
    return load(file, env) instanceof LoadResult.Loaded loaded
        ? Optional.of(loaded.declaration().directories().runtime())
        : Optional.empty();
  }
}
