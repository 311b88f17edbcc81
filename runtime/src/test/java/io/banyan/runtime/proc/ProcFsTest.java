package io.banyan.runtime.proc;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.proc.ListeningSocket.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFsTest {

  @TempDir Path root;
  private ProcFs proc = new ProcFs("set below");

  @BeforeEach
  void begin() throws IOException {
    proc = new ProcFs(root.toString());
    Files.createDirectories(root.resolve("7/fd"));
  }

  @Test
  void the_words_of_a_command_may_be_empty_or_hold_anything() throws IOException {
    write("7/cmdline", "sh\0-c\0echo 'a  b'\0\0");

    assertThat(proc.commandLine(7)).contains(List.of("sh", "-c", "echo 'a  b'", ""));
  }

  @Test
  void a_process_that_has_written_over_its_command_is_shown_with_that() throws IOException {
    write("7/cmdline", "nginx: master process");

    assertThat(proc.commandLine(7)).contains(List.of("nginx: master process"));
  }

  @Test
  void a_zombie_has_no_command_and_one_that_is_gone_has_none_to_be_told() throws IOException {
    write("7/cmdline", "");

    assertThat(proc.commandLine(7)).contains(List.of());
    assertThat(proc.commandLine(8)).isEmpty();
  }

  @Test
  void the_effective_ids_are_the_second() throws IOException {
    write("7/status", "Name:\tsu\nUid:\t1000\t0\t0\t0\nGid:\t1000\t5\t5\t5\n");

    assertThat(proc.owner(7)).contains(new ProcOwner(0, 5));
  }

  @Test
  void limits_are_named_and_may_be_none() throws IOException {
    write(
        "7/limits",
        """
        Limit                     Soft Limit           Hard Limit           Units     \n\
        Max cpu time              unlimited            unlimited            seconds   \n\
        Max open files            1024                 524288               files     \n\
        Max nice priority         0                    0                    \n\
        """);

    assertThat(proc.limits(7))
        .contains(
            List.of(
                new ResourceLimit(
                    "cpu-time", OptionalLong.empty(), OptionalLong.empty(), "seconds"),
                new ResourceLimit(
                    "open-files", OptionalLong.of(1024), OptionalLong.of(524288), "files"),
                new ResourceLimit("nice-priority", OptionalLong.of(0), OptionalLong.of(0), "")));
  }

  @Test
  void descriptors_are_told_by_number_with_what_they_lead_to() throws IOException {
    Files.createSymbolicLink(root.resolve("7/fd/10"), Path.of("socket:[99]"));
    Files.createSymbolicLink(root.resolve("7/fd/2"), Path.of("/var/log/x (deleted)"));

    assertThat(proc.descriptors(7).orElseThrow())
        .containsExactly(Map.entry(2, "/var/log/x (deleted)"), Map.entry(10, "socket:[99]"));
    assertThat(proc.descriptors(8)).isEmpty();
  }

  @Test
  void sockets_that_wait_are_told_apart_from_those_that_talk() throws IOException {
    write(
        "self/net/tcp",
        """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 99 1 0 100 0 0 10 0
           1: 0100007F:1F90 0100007F:A001 01 00000000:00000000 00:00000000 00000000  1000        0 98 1 0 100 0 0 10 0
           2: torn
        """);
    write(
        "self/net/udp6",
        "   0: 00000000000000000000000001000000:0035 00000000000000000000000000000000:0000 07 "
            + "00000000:00000000 00:00000000 00000000     0        0 12 2 0\n");

    List<ListeningSocket> sockets = proc.listeningSockets();

    assertThat(sockets).hasSize(2);
    assertThat(sockets.get(0).protocol()).isEqualTo(Protocol.TCP);
    assertThat(sockets.get(0).address().getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(sockets.get(0).port()).isEqualTo(8080);
    assertThat(sockets.get(0).uid()).isEqualTo(1000);
    assertThat(sockets.get(0).inode()).isEqualTo(99);
    assertThat(sockets.get(1).address().isLoopbackAddress()).isTrue();
    assertThat(sockets.get(1).port()).isEqualTo(53);
  }

  @Test
  void the_moment_of_the_boot_is_told() throws IOException {
    write("stat", "cpu 1 2 3\nbtime 1700000000\nprocesses 5\n");

    assertThat(proc.bootTime()).contains(Instant.ofEpochSecond(1_700_000_000));
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text, StandardCharsets.UTF_8);
  }
}
