package io.banyan.runtime.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.engine.ProcessIdentity;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteFolderTest {

  private static final LaunchNote BEGUN = AdoptionPlanTest.note(Optional.empty());
  private static final LaunchNote RUNS = BEGUN.launched(new ProcessIdentity(7, 700));

  @TempDir Path parent = Path.of("set by JUnit");

  @Test
  void notes_are_read_as_they_were_written() throws IOException {
    try (NoteFolder folder = open("boot")) {
      folder.write(BEGUN);
      assertThat(folder.read()).containsExactly(BEGUN);
      folder.write(RUNS.in(LaunchNote.Phase.STOPPING));
      assertThat(folder.read()).containsExactly(RUNS.in(LaunchNote.Phase.STOPPING));
      folder.remove(RUNS.path());
      assertThat(folder.read()).isEmpty();
    }
  }

  @Test
  void an_endless_grace_time_stays_endless() throws IOException {
    LaunchNote.End end = new LaunchNote.End(RUNS.end().signal(), Optional.empty());
    LaunchNote endless =
        new LaunchNote(
            RUNS.path(),
            RUNS.number(),
            RUNS.cookie(),
            RUNS.fingerprint(),
            RUNS.process(),
            end,
            RUNS.launchedAt(),
            RUNS.logFrom(),
            RUNS.phase());
    try (NoteFolder folder = open("boot")) {
      folder.write(endless);
      assertThat(folder.read()).containsExactly(endless);
    }
  }

  @Test
  void nobody_else_may_read_them() throws IOException {
    try (NoteFolder folder = open("boot")) {
      folder.write(RUNS);
      folder.writeCookies(Set.of(new RuntimeCookie("a")));
    }

    assertThat(mode(parent.resolve("notes"))).isEqualTo("rwx------");
    assertThat(files()).hasSize(3).allMatch(file -> mode(file).equals("rw-------"));
  }

  @Test
  void a_process_of_another_boot_is_gone() throws IOException {
    try (NoteFolder folder = open("one")) {
      folder.write(RUNS);
    }
    try (NoteFolder folder = open("another")) {
      assertThat(folder.read())
          .singleElement()
          .satisfies(note -> assertThat(note.process()).contains(new ProcessIdentity(7, -1)));
    }
  }

  @Test
  void what_is_no_note_is_ignored() throws IOException {
    try (NoteFolder folder = open("boot")) {
      folder.write(RUNS);
      Files.writeString(parent.resolve("notes/other.json"), "{ \"path\": ");
      Files.writeString(parent.resolve("notes/more.json"), "{ \"path\": \"a\" }");
      assertThat(folder.read()).containsExactly(RUNS);
    }
  }

  @Test
  void a_second_runtime_is_kept_away_until_the_first_has_ended() throws IOException {
    try (NoteFolder first = open("boot")) {
      assertThat(first.read()).isEmpty();
      assertThatThrownBy(() -> open("boot")).hasMessageContaining("another runtime uses it");
    }
    open("boot").close();
  }

  @Test
  void an_orderly_end_leaves_nothing_but_the_lock() throws IOException {
    try (NoteFolder folder = open("boot")) {
      folder.write(RUNS);
      folder.writeCookies(Set.of(new RuntimeCookie("a"), new RuntimeCookie("b")));
      assertThat(folder.readCookies())
          .containsExactlyInAnyOrder(new RuntimeCookie("a"), new RuntimeCookie("b"));
      folder.clear();
    }
    assertThat(files()).extracting(file -> file.getFileName().toString()).containsExactly("lock");
  }

  private NoteFolder open(String boot) throws IOException {
    return NoteFolder.open(parent.resolve("notes"), boot);
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent.resolve("notes"))) {
      entries.forEach(files::add);
    }
    return files;
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
