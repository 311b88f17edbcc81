package io.banyan.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.journal.JournalSettings;
import io.banyan.journal.store.JournalStore;
import io.banyan.runtime.diagnosis.Finding;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.TreeDeclaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCheckTest {

  @TempDir Path folder = Path.of("set by JUnit");

  private TreeDeclaration declaration(String journal) throws IOException {
    Path file = folder.resolve("application.conf");
    Files.writeString(
        file,
        "banyan { name = yard, journal { %s }, tree.children = [{ id = a, command = [a] }] }"
            .formatted(journal));
    Map<String, String> env =
        Map.of("HOME", folder.toString(), "XDG_STATE_HOME", folder.resolve("state").toString());
    return ((LoadResult.Loaded) Declarations.load(file, env)).declaration();
  }

  private static Path place(TreeDeclaration declaration) {
    return JournalSettings.folder("yard", declaration.directories().state());
  }

  private static void open(TreeDeclaration declaration) {
    JournalSettings settings = JournalSettings.from(declaration.resolved());
    try (JournalStore store = settings.store("yard", declaration.directories().state())) {
      store.lastEntry();
    }
  }

  @Test
  void there_may_be_none_yet_and_none_is_made() throws IOException {
    TreeDeclaration declaration = declaration("");

    Finding finding = new JournalCheck(declaration).run();

    assertThat(finding.verdict()).isEqualTo(Finding.Verdict.OK);
    assertThat(finding.says()).endsWith("begins with the first banyan up");
    assertThat(place(declaration)).doesNotExist();
  }

  @Test
  void one_that_is_switched_off_is_told() throws IOException {
    assertThat(new JournalCheck(declaration("enabled = false")).run().says())
        .contains("switched off");
  }

  @Test
  void one_that_opens_is_well() throws IOException {
    TreeDeclaration declaration = declaration("");
    open(declaration);

    assertThat(new JournalCheck(declaration).run())
        .isEqualTo(Finding.ok("journal", "0 events so far in " + place(declaration)));
  }

  @Test
  void one_that_is_none_has_failed() throws IOException {
    TreeDeclaration declaration = declaration("");
    Files.createDirectories(place(declaration));
    Files.writeString(place(declaration).resolve("journal.mv.db"), "no database".repeat(1000));

    Finding finding = new JournalCheck(declaration).run();

    assertThat(finding.verdict()).isEqualTo(Finding.Verdict.FAILED);
    assertThat(finding.says()).startsWith(place(declaration) + ": ");
  }

  @Test
  void a_database_that_cannot_be_reached_has_failed() throws IOException {
    Finding finding =
        new JournalCheck(declaration("database.url = \"jdbc:postgresql://127.0.0.1:1/no\"")).run();

    assertThat(finding.verdict()).isEqualTo(Finding.Verdict.FAILED);
    assertThat(finding.says()).startsWith("jdbc:postgresql://127.0.0.1:1/no: ");
  }
}
