package io.banyan.runtime.pidfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.pidfile.PidFile.Claim;
import io.banyan.runtime.pidfile.PidFile.State;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

  private static final ProcessIdentity WEB = new ProcessIdentity(42, 1000);
  private static final ProcessIdentity OTHER = new ProcessIdentity(43, 1001);

  @TempDir Path folder;
  private final Machine machine = new Machine();
  private Path path = Path.of("set below");

  @BeforeEach
  void begin() {
    path = folder.resolve("web.pid");
    machine.running.addAll(List.of(WEB, OTHER));
  }

  @Nested
  class Writing {

    @Test
    void the_first_line_is_the_pid_alone_and_no_other_word_is_a_number() throws IOException {
      file().claim(WEB);

      assertThat(Files.readAllLines(path)).containsExactly("42", "start=1000,boot=today");
    }

    @Test
    void leaves_no_drafts() throws IOException {
      file().claim(WEB);

      try (var entries = Files.list(folder)) {
        assertThat(entries.map(entry -> entry.getFileName().toString()))
            .containsExactlyInAnyOrder("web.pid", FolderLock.NAME);
      }
    }

    @Test
    void a_link_is_replaced_and_what_it_leads_to_is_left() throws IOException {
      Path precious = Files.writeString(folder.resolve("precious"), "gold");
      Files.createSymbolicLink(path, precious);

      file().claim(WEB);

      assertThat(precious).hasContent("gold");
      assertThat(Files.isSymbolicLink(path)).isFalse();
    }

    @Test
    void a_folder_in_its_place_is_told() throws IOException {
      Files.createDirectory(path);

      assertThatThrownBy(() -> file().overwrite(WEB)).isInstanceOf(FileSystemException.class);
    }

    @Test
    void a_folder_that_is_missing_is_told() {
      assertThatThrownBy(() -> new PidFile(folder.resolve("none/x.pid"), machine).claim(WEB))
          .isInstanceOf(NoSuchFileException.class);
    }
  }

  @Nested
  class State_of_a_file {

    @Test
    void without_one_there_is_none() throws IOException {
      assertThat(file().state()).isEqualTo(new State.Absent());
    }

    @Test
    void it_lives_with_its_process() throws IOException {
      file().claim(WEB);

      assertThat(file().state()).isEqualTo(new State.Live(WEB));
    }

    @Test
    void it_is_stale_when_its_process_has_ended() throws IOException {
      file().claim(WEB);
      machine.running.remove(WEB);

      assertThat(file().state()).isEqualTo(new State.Stale(WEB));
    }

    @Test
    void it_is_stale_when_the_pid_is_anothers() throws IOException {
      file().claim(WEB);
      machine.running.remove(WEB);
      machine.running.add(new ProcessIdentity(42, 9999));

      assertThat(file().state()).isEqualTo(new State.Stale(WEB));
    }

    @Test
    void it_is_stale_after_a_new_boot_even_with_the_same_numbers() throws IOException {
      file().claim(WEB);
      machine.boot = "tomorrow";

      assertThat(file().state()).isEqualTo(new State.Stale(WEB));
    }

    @Test
    void one_of_another_program_has_a_pid_only() throws IOException {
      Files.writeString(path, "42\n");
      assertThat(file().state()).isEqualTo(new State.Live(WEB));

      Files.writeString(path, " 42\n/var/lib/data\n5432\n");
      assertThat(file().state()).isEqualTo(new State.Live(WEB));
    }

    @Test
    void what_names_no_process_is_no_pid_file() throws IOException {
      for (String text : List.of("", "0", "-1", "web", "4x", "99999999999999999999")) {
        Files.writeString(path, text);
        assertThat(file().state()).as(text).isEqualTo(new State.NoPidFile());
      }
    }
  }

  @Nested
  class Checking {

    @Test
    void removes_a_stale_file_and_tells_whom_it_named() throws IOException {
      file().claim(WEB);
      machine.running.remove(WEB);

      assertThat(file().check()).isEqualTo(new State.Stale(WEB));
      assertThat(path).doesNotExist();
    }

    @Test
    void leaves_any_other() throws IOException {
      file().claim(WEB);
      assertThat(file().check()).isEqualTo(new State.Live(WEB));
      Files.writeString(path, "poem");
      assertThat(file().check()).isEqualTo(new State.NoPidFile());
      assertThat(path).exists();
    }
  }

  @Nested
  class Claiming {

    @Test
    void one_that_is_held_fails() throws IOException {
      file().claim(WEB);

      assertThat(file().claim(OTHER)).isEqualTo(new Claim.Held(WEB));
      assertThat(file().claim(WEB)).isEqualTo(new Claim.Claimed());
    }

    @Test
    void a_stale_one_succeeds() throws IOException {
      file().claim(WEB);
      machine.running.remove(WEB);

      assertThat(file().claim(OTHER)).isEqualTo(new Claim.Claimed());
      assertThat(file().state()).isEqualTo(new State.Live(OTHER));
    }

    @Test
    void of_many_that_find_a_stale_one_exactly_one_succeeds() throws Exception {
      for (int round = 0; round < 20; round++) {
        Files.writeString(path, "7\nstart=1\n");
        assertThat(claimedByMany(8)).isEqualTo(1);
      }
    }

    private long claimedByMany(int many) throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(many);
      try {
        List<Callable<Claim>> claims = new ArrayList<>();
        for (int i = 0; i < many; i++) {
          ProcessIdentity each = new ProcessIdentity(100 + i, 5);
          machine.running.add(each);
          claims.add(() -> file().claim(each));
        }
        long claimed = 0;
        for (Future<Claim> claim : threads.invokeAll(claims)) {
          claimed += claim.get() instanceof Claim.Claimed ? 1 : 0;
        }
        return claimed;
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Nested
  class Releasing {

    @Test
    void removes_ones_own() throws IOException {
      file().claim(WEB);

      assertThat(file().release(WEB)).isTrue();
      assertThat(path).doesNotExist();
    }

    @Test
    void also_when_its_process_has_ended_already() throws IOException {
      file().claim(WEB);
      machine.running.remove(WEB);

      assertThat(file().release(WEB)).isTrue();
    }

    @Test
    void leaves_that_of_another() throws IOException {
      file().claim(OTHER);

      assertThat(file().release(WEB)).isFalse();
      assertThat(path).exists();
    }
  }

  private PidFile file() {
    return new PidFile(path, machine);
  }

  /** Which processes run is said by the test. */
  private static final class Machine implements LivingProcesses {
    private final Set<ProcessIdentity> running = ConcurrentHashMap.newKeySet();
    private String boot = "today";

    @Override
    public Optional<ProcessIdentity> find(PidRecord record, Instant written) {
      ProcessIdentity meant = record.process();
      return running.stream()
          .filter(process -> process.pid() == meant.pid())
          .filter(process -> meant.startTime() == 0 || process.equals(meant))
          .filter(process -> record.boot().isEmpty() || record.boot().get().equals(boot))
          .findFirst();
    }

    @Override
    public Optional<String> boot() {
      return Optional.of(boot);
    }
  }
}
