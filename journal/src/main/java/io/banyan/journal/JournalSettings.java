package io.banyan.journal;

import com.typesafe.config.Config;
import io.banyan.journal.store.JdbcStore;
import io.banyan.journal.store.JournalStore;
import io.banyan.journal.writer.WriterSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How facts are kept. Defaults: {@code banyan.journal} of {@code reference.conf}.
 *
 * @param enabled whether they are
 * @param database where, if not in a folder of the tree
 * @param fsync whether facts in a folder survive a power cut
 * @param queue how many facts may wait to be written, at least 1
 * @param openTimeout how long the start of a tree waits for what earlier runtimes knew
 * @param keepStopped when a child that an operator has stopped stays so in the next runtime
 * @param retention how much is kept
 */
public record JournalSettings(
    boolean enabled,
    DatabaseSettings database,
    boolean fsync,
    int queue,
    Duration openTimeout,
    KeepStopped keepStopped,
    Retention retention) {

  /**
   * A database.
   *
   * @param url for JDBC; empty for a file of our own
   */
  public record DatabaseSettings(String url, String user, String password) {}

  /**
   * What is kept of the past.
   *
   * @param age facts are kept for so long
   * @param facts at most so many
   * @param snapshotEvery after so many facts what they come to is written down
   */
  public record Retention(Duration age, long facts, int snapshotEvery) {}

  /** Reads {@code banyan.journal} of a whole, resolved configuration. */
  public static JournalSettings from(Config config) {
    Config section = config.getConfig("banyan.journal");
    return new JournalSettings(
        section.getBoolean("enabled"),
        new DatabaseSettings(
            section.getString("database.url"),
            section.getString("database.user"),
            section.getString("database.password")),
        section.getBoolean("fsync"),
        section.getInt("queue"),
        section.getDuration("open-timeout"),
        KeepStopped.parse(section.getString("keep-stopped")),
        new Retention(
            section.getDuration("keep-for"),
            section.getLong("keep-facts"),
            section.getInt("snapshot-every")));
  }

  /**
   * The store of a tree; nothing is opened yet.
   *
   * @param state folder of what outlives the runtime
   */
  public JournalStore store(String tree, Path state) {
    return database.url().isEmpty()
        ? JdbcStore.inFolder(tree, folder(tree, state), fsync)
        : JdbcStore.at(tree, database.url(), database.user(), database.password());
  }

  /** Where the journal of a tree is that is in no database. */
  public static Path folder(String tree, Path state) {
    return state.resolve("journal").resolve(tree);
  }

  WriterSettings writer(String tree) {
    return new WriterSettings(
        "banyan-" + tree, retention.snapshotEvery(), retention.age(), retention.facts());
  }
}
