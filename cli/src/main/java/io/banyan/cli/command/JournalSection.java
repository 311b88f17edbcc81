package io.banyan.cli.command;

import io.banyan.journal.KeepStopped;
import io.banyan.supervision.config.ObjectReader;
import io.banyan.supervision.config.Section;
import java.time.Duration;
import java.util.List;

/** Checks {@code banyan.journal} together with the rest of a declaration. */
final class JournalSection implements Section {

  private static final int FEWEST_FACTS = 1_000;

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public void read(ObjectReader reader) {
    reader.bool("enabled");
    reader.bool("fsync");
    reader.choice("keep-stopped", KeepStopped.texts(), text -> text);
    reader.duration("open-timeout", Duration.ofMillis(1));
    reader.integer("queue", 100);
    reader.duration("keep-for", Duration.ofMinutes(1));
    reader.integer("keep-facts", FEWEST_FACTS);
    reader.integer("snapshot-every", 10);
    ObjectReader database = reader.object("database");
    String url = database.string("url");
    if (!url.isEmpty() && !url.startsWith("jdbc:")) {
      database.mistake("url", "must begin with jdbc:, such as jdbc:postgresql://host/database");
    }
    database.string("user");
    database.string("password");
    // Pekko's own, which it checks by itself.
    reader.accept(List.of("dispatcher", "facts", "snapshots"));
  }
}
