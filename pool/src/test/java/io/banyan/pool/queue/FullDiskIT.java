package io.banyan.pool.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue on a disk that is really full. Takes the right to mount a small one. */
class FullDiskIT {

  private static final QueueSettings SETTINGS = QueueSettings.defaults();

  @TempDir private Path folder;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    mounted =
        succeeds("mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", folder.toString());
    assumeTrue(mounted, "no small disk can be mounted here");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      succeeds("umount", folder.toString());
    }
  }

  private TaskQueue<String> open() {
    return TaskQueue.durable("disk", SETTINGS, Codec.text(), folder.resolve("queues"));
  }

  @Test
  void a_full_disk_is_told_and_nothing_acknowledged_is_lost() throws Exception {
    TaskQueue<String> queue = open();
    queue.push("taken");
    Delivery<String> taken = queue.take().orElseThrow();
    Set<Long> pushed = new TreeSet<>();
    Path filler = folder.resolve("filler");
    fill(filler);
    assertThatThrownBy(
            () -> {
              while (pushed.size() < 100_000) {
                pushed.add(queue.push("x".repeat(1_000)));
              }
            })
        .isInstanceOf(QueueException.class)
        .hasMessage("queue disk cannot be written: No space left on device");
    assertThatThrownBy(taken::ack).isInstanceOf(QueueException.class);
    assertThat(queue.trouble()).contains("No space left on device");

    Files.delete(filler);
    assertThat(taken.ack()).isTrue();
    pushed.add(queue.push("after"));
    assertThat(queue.trouble()).isEmpty();
    queue.stop();

    TaskQueue<String> next = open();
    next.close();
    Set<Long> found = new TreeSet<>();
    for (Delivery<String> delivery : next.deliveries()) {
      found.add(delivery.id());
      delivery.ack();
    }
    assertThat(found).isEqualTo(pushed);
  }

  private static void fill(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (byte[] block = new byte[4_096]; ; ) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
