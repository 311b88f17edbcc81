package io.banyan.cli.command;

import io.banyan.journal.JournalSettings;
import io.banyan.journal.store.JournalStore;
import io.banyan.journal.store.StoreException;
import io.banyan.runtime.diagnosis.Check;
import io.banyan.runtime.diagnosis.Finding;
import io.banyan.supervision.config.TreeDeclaration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** The journal of a tree: it opens, if there is one already. One that is in use is well. */
record JournalCheck(TreeDeclaration declaration) implements Check {

  /** H2: somebody else has opened it. */
  private static final int IN_USE = 90_020;

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public Finding run() {
    JournalSettings settings = JournalSettings.from(declaration.resolved());
    if (!settings.enabled()) {
      return Finding.ok(name(), "is switched off: events are forgotten with the runtime");
    }
    Path state = declaration.directories().state();
    Path folder = JournalSettings.folder(declaration.name(), state);
    String url = settings.database().url();
    if (url.isEmpty() && !Files.exists(folder)) {
      return Finding.ok(name(), folder + " begins with the first banyan up");
    }
    String place = url.isEmpty() ? folder.toString() : url;
    try (JournalStore store = settings.store(declaration.name(), state)) {
      return Finding.ok(name(), "%d events so far in %s".formatted(store.lastEntry(), place));
    } catch (StoreException failed) {
      return isInUse(failed) ? Finding.ok(name(), place + " is in use") : broken(place, failed);
    }
  }

  private static boolean isInUse(StoreException failed) {
    return failed.getCause() instanceof SQLException sql && sql.getErrorCode() == IN_USE;
  }

  private Finding broken(String place, StoreException failed) {
    return Finding.failed(
        name(),
        place + ": " + failed.getMessage(),
        "Processes run, but events are kept in memory only, and the next runtime knows nothing of this one.",
        "Make room or give access; a file that is beyond help can be moved away: a new one is begun.");
  }
}
