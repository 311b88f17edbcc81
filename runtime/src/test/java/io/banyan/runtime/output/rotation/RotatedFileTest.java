package io.banyan.runtime.output.rotation;

import static io.banyan.runtime.output.rotation.RotationFixture.bySize;
import static io.banyan.runtime.output.rotation.RotationFixture.content;
import static io.banyan.runtime.output.rotation.RotationFixture.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.fixture.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotatedFileTest {

  @TempDir Path folder;

  private RotationFixture logs = new RotationFixture(Path.of("/"));

  @BeforeEach
  void inAFolder() {
    logs = new RotationFixture(folder);
  }

  @AfterEach
  void end() {
    logs.close();
  }

  @Nested
  class By_size {

    @Test
    void the_newest_old_file_has_number_one_and_what_is_too_many_goes() {
      RotatedFile file = logs.file(bySize(4, 2));
      for (int i = 1; i <= 5; i++) {
        write(file, "l" + i + "\n");
      }

      assertThat(logs.log).hasContent("l5\n");
      assertThat(logs.old("1")).hasContent("l4\n");
      assertThat(logs.old("2")).hasContent("l3\n");
      assertThat(logs.old("3")).doesNotExist();
    }

    @Test
    void a_chunk_is_cut_at_line_ends() {
      RotatedFile file = logs.file(bySize(6, 9));
      write(file, "a\nb\nc\nd\ne\n");

      assertThat(logs.old("1")).hasContent("a\nb\nc\n");
      assertThat(logs.log).hasContent("d\ne\n");
    }

    @Test
    void a_line_that_comes_in_pieces_is_not_torn() {
      RotatedFile file = logs.file(bySize(10, 9));
      write(file, "1234567\n");
      write(file, "a");
      write(file, "bcde");
      write(file, "f\nnext\n");

      assertThat(logs.old("1")).hasContent("1234567\nabcdef\n");
      assertThat(logs.log).hasContent("next\n");
    }

    @Test
    void a_line_longer_than_a_file_is_torn() throws IOException {
      RotatedFile file = logs.file(bySize(10, 100));
      write(file, "x".repeat(35));
      write(file, "y".repeat(5) + "\nz\n");

      assertThat(new String(logs.all(), UTF_8)).isEqualTo("x".repeat(35) + "y".repeat(5) + "\nz\n");
      assertThat(logs.files()).hasSizeBetween(4, 6);
    }

    @Test
    void no_old_file_is_kept_where_none_is_wanted() {
      RotatedFile file = logs.file(bySize(4, 0));
      write(file, "l1\n");
      write(file, "l2\n");

      assertThat(logs.files()).containsExactly(logs.log);
      assertThat(logs.log).hasContent("l2\n");
      assertThat(logs.troubles).isEmpty();
    }

    @Test
    void files_of_an_earlier_runtime_count() throws IOException {
      Files.writeString(logs.log, "old\n");
      Files.writeString(logs.old("1"), "older\n");
      for (int number = 2; number < 9; number++) {
        Files.writeString(logs.old("" + number), "oldest\n");
      }
      write(logs.file(bySize(6, 3)), "new\n");

      assertThat(logs.log).hasContent("new\n");
      assertThat(logs.old("1")).hasContent("old\n");
      assertThat(logs.old("2")).hasContent("older\n");
      assertThat(logs.old("3")).hasContent("oldest\n");
      assertThat(logs.old("4")).doesNotExist();
      assertThat(logs.old("8")).doesNotExist();
    }

    @Test
    void a_gap_that_a_kill_left_is_closed_and_nothing_is_overwritten() throws IOException {
      Files.writeString(logs.log, "old\n");
      Files.writeString(logs.old("1"), "one\n");
      Files.writeString(logs.old("3"), "three\n");
      write(logs.file(bySize(4, 5)), "new\n");

      assertThat(logs.old("1")).hasContent("old\n");
      assertThat(logs.old("2")).hasContent("one\n");
      assertThat(logs.old("3")).hasContent("three\n");
    }

    @Test
    void a_file_that_is_closed_between_two_incarnations_is_gone_on_with() throws IOException {
      RotatedFile file = logs.file(bySize(9, 5));
      write(file, "one\n");
      file.close();
      write(file, "two\n");
      file.close();
      write(file, "three\n");

      assertThat(logs.old("1")).hasContent("one\ntwo\n");
      assertThat(logs.log).hasContent("three\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void who_may_read_it_stays(int maxFiles) throws IOException {
      RotatedFile file = logs.file(bySize(4, maxFiles));
      write(file, "one\n");
      assumeTrue(
          Files.getFileStore(folder).supportsFileAttributeView("posix"), "no POSIX permissions");
      Files.setPosixFilePermissions(logs.log, PosixFilePermissions.fromString("rw-r-----"));
      write(file, "two\n");

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(logs.log)))
          .isEqualTo("rw-r-----");
    }

    @Test
    void what_is_no_file_is_not_rotated() {
      Path nowhere = Path.of("/dev/null");
      assumeTrue(Files.exists(nowhere), "no /dev/null");
      RotationPorts ports =
          new RotationPorts(
              java.time.Clock.systemUTC(), System::nanoTime, new Compressor(), (what, why) -> {});
      RotatedFile file = new RotatedFile(nowhere, bySize(4, 2), true, ports);
      for (int i = 0; i < 9; i++) {
        write(file, "line\n");
      }

      assertThat(nowhere).exists();
      assertThat(Path.of("/dev/null.1")).doesNotExist();
    }
  }

  @Nested
  class By_age {

    private final Rotation hourly = new Rotation(0, Duration.ofHours(1), 3, false);

    @Test
    void an_old_file_is_rotated_before_the_next_line() {
      RotatedFile file = logs.file(hourly);
      write(file, "one\ntw");
      logs.pass(Duration.ofHours(2));
      write(file, "o\nthree\n");
      write(file, "four\n");

      assertThat(logs.old("1")).hasContent("one\ntwo\n");
      assertThat(logs.log).hasContent("three\nfour\n");
    }

    @Test
    void the_next_file_is_as_young_as_its_first_line() {
      RotatedFile file = logs.file(hourly);
      write(file, "one\n");
      logs.pass(Duration.ofMinutes(50));
      write(file, "two\n");
      logs.pass(Duration.ofMinutes(10));
      write(file, "three\n");
      logs.pass(Duration.ofMinutes(59));
      write(file, "four\n");

      assertThat(logs.old("1")).hasContent("one\ntwo\n");
      assertThat(logs.log).hasContent("three\nfour\n");
    }

    @Test
    void incarnations_do_not_make_it_younger() throws IOException {
      RotatedFile file = logs.file(hourly);
      for (int minute = 0; minute <= 60; minute += 10) {
        write(file, minute + "\n");
        file.close();
        logs.pass(Duration.ofMinutes(10));
      }

      assertThat(logs.old("1")).hasContent("0\n10\n20\n30\n40\n50\n");
      assertThat(logs.log).hasContent("60\n");
    }

    @Test
    void a_file_of_an_earlier_runtime_is_as_old_as_it_is() throws IOException {
      Files.writeString(logs.log, "old\n");
      Files.setLastModifiedTime(logs.log, FileTime.from(Instant.now().minusSeconds(7200)));
      write(logs.file(hourly), "new\n");

      assertThat(logs.old("1")).hasContent("old\n");
      assertThat(logs.log).hasContent("new\n");
    }
  }

  @Nested
  class Somebody_else {

    @Test
    void moves_the_file_and_the_next_line_is_in_a_new_one() throws IOException {
      RotatedFile file = logs.file(Rotation.NONE);
      write(file, "one\n");
      Files.move(logs.log, folder.resolve("moved"));
      logs.pass(RotatedFile.LOOK);
      write(file, "two\n");

      assertThat(folder.resolve("moved")).hasContent("one\n");
      assertThat(logs.log).hasContent("two\n");
    }

    @Test
    void removes_the_whole_folder() throws IOException {
      logs.close();
      logs = new RotationFixture(folder.resolve("deep"));
      RotatedFile file = logs.file(bySize(1000, 1));
      write(file, "one\n");
      Files.delete(logs.log);
      Files.delete(folder.resolve("deep"));
      logs.pass(RotatedFile.LOOK);
      write(file, "two\n");

      assertThat(logs.log).hasContent("two\n");
    }

    @Test
    void puts_another_file_there_which_is_gone_on_with() throws IOException {
      RotatedFile file = logs.file(bySize(12, 5));
      write(file, "one\n");
      Files.move(logs.log, folder.resolve("moved"));
      Files.writeString(logs.log, "theirs\n");
      logs.pass(RotatedFile.LOOK);
      write(file, "two\n");
      write(file, "three\n");

      assertThat(logs.old("1")).hasContent("theirs\ntwo\n");
      assertThat(logs.log).hasContent("three\n");
    }

    @Test
    void copies_and_cuts_it() throws IOException {
      RotatedFile file = logs.file(bySize(12, 5));
      write(file, "one\ntwo\n");
      try (FileChannel cut = FileChannel.open(logs.log, StandardOpenOption.WRITE)) {
        cut.truncate(0);
      }
      logs.pass(RotatedFile.LOOK);
      write(file, "three\n");
      write(file, "four\n");

      assertThat(logs.log).hasContent("three\nfour\n");
      assertThat(logs.old("1")).doesNotExist();
    }

    @Test
    void is_noticed_before_a_file_of_his_is_rotated() throws IOException {
      RotatedFile file = logs.file(bySize(8, 5));
      write(file, "one\ntwo\n");
      Files.delete(logs.log);
      write(file, "three\n");

      assertThat(logs.log).hasContent("three\n");
      assertThat(logs.files()).containsExactly(logs.log);
      assertThat(logs.troubles).isEmpty();
    }
  }

  @Nested
  class In_trouble {

    @Test
    void it_grows_on_tells_once_and_rotates_when_it_can() throws IOException {
      Path inTheWay = Files.createDirectories(logs.old("1").resolve("full"));
      RotatedFile file = logs.file(bySize(4, 1));
      for (int i = 0; i < 5; i++) {
        write(file, "l" + i + "\n");
        logs.pass(RotatedFile.RETRY);
      }
      assertThat(logs.log).hasContent("l0\nl1\nl2\nl3\nl4\n");
      assertThat(logs.troubles).containsExactly(logs.log + " is not rotated");

      Files.delete(inTheWay);
      write(file, "l5\n");

      assertThat(logs.log).hasContent("l5\n");
      assertThat(logs.old("1")).hasContent("l0\nl1\nl2\nl3\nl4\n");
    }

    @Test
    void a_torn_line_is_ended_before_the_next_where_lines_are_whole() throws IOException {
      Files.writeString(logs.log, "whole\ntor");
      write(logs.file(Rotation.NONE, true), "next\n");

      assertThat(logs.log).hasContent("whole\ntor\nnext\n");
    }

    @Test
    void other_files_are_gone_on_with_byte_for_byte() throws IOException {
      Files.writeString(logs.log, "whole\nbeg");
      write(logs.file(Rotation.NONE), "un\n");

      assertThat(logs.log).hasContent("whole\nbegun\n");
    }
  }

  @Nested
  class Compressed {

    private final Rotation zipped = new Rotation(4, Duration.ZERO, 3, true);

    @Test
    void old_files_become_smaller_and_keep_their_places() throws IOException {
      RotatedFile file = logs.file(zipped);
      for (int i = 0; i < 9; i++) {
        write(file, "l" + i + "\n");
        int number = i;
        Await.until(
            "compressed",
            () -> number == 0 || Files.exists(logs.old("1.gz")) && !Files.exists(logs.old("1")));
      }

      assertThat(content(logs.old("1.gz"))).asString(UTF_8).isEqualTo("l7\n");
      assertThat(content(logs.old("3.gz"))).asString(UTF_8).isEqualTo("l5\n");
      assertThat(logs.files()).hasSize(4);
      assertThat(logs.old("gz.tmp")).doesNotExist();
      assertThat(logs.troubles).isEmpty();
    }

    @Test
    void of_what_a_kill_left_plain_and_compressed_one_remains() throws IOException {
      Files.writeString(logs.log, "old\n");
      Files.writeString(logs.old("1"), "older\n");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(logs.old("1.gz")))) {
        out.write("older\n".getBytes(UTF_8));
      }
      write(logs.file(bySize(4, 3)), "new\n");

      assertThat(new String(logs.all(), UTF_8)).isEqualTo("older\nold\nnew\n");
      assertThat(logs.old("2")).doesNotExist();
      assertThat(logs.old("2.gz")).exists();
    }

    @Test
    void what_an_earlier_runtime_left_is_compressed_too() throws IOException {
      Files.writeString(logs.log, "old\n");
      Files.writeString(logs.old("1"), "older\n");
      Files.writeString(logs.old("gz.tmp"), "half of it");
      write(logs.file(zipped), "new\n");

      Await.until(
          "compressed", () -> Files.exists(logs.old("1.gz")) && Files.exists(logs.old("2.gz")));
      Await.until(
          "compressed", () -> !Files.exists(logs.old("1")) && !Files.exists(logs.old("gz.tmp")));
      assertThat(new String(logs.all(), UTF_8)).isEqualTo("older\nold\nnew\n");
    }
  }
}
