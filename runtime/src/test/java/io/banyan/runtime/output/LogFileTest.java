package io.banyan.runtime.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.output.rotation.Compressor;
import io.banyan.runtime.output.rotation.RotatedFile;
import io.banyan.runtime.output.rotation.Rotation;
import io.banyan.runtime.output.rotation.RotationPorts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

  @TempDir Path folder;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final List<String> failures = new ArrayList<>();
  private final List<Long> told = new ArrayList<>();
  private final Loss loss = new Loss(told::add, now::get);

  @Test
  void makes_its_folder_and_appends() throws IOException {
    Path file = folder.resolve("a/b.log");
    LogFile log = log(target(file));
    append(log, "one ");
    log.end();
    append(log, "two");
    log.end();

    assertThat(file).hasContent("one two");
    assertThat(failures).isEmpty();
    assertThat(loss.total()).isZero();
  }

  @Test
  void on_a_full_disk_the_loss_is_told_once_and_counted() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full");
    LogFile log = log(target(full));
    for (int i = 0; i < 1000; i++) {
      append(log, "0123456789");
    }
    assertThat(failures).singleElement().asString().startsWith("/dev/full: ");
    assertThat(told).containsExactly(10L);

    log.end();

    assertThat(told).containsExactly(10L, 9990L);
    assertThat(loss.total()).isEqualTo(10_000);
  }

  @Test
  void writes_again_when_it_can() throws IOException {
    Path inTheWay = Files.createFile(folder.resolve("folder"));
    LogFile log = log(target(inTheWay.resolve("x.log")));
    append(log, "lost");
    Files.delete(inTheWay);
    append(log, "lost, too, as it is not tried at once");

    now.addAndGet(LogFile.RETRY.toNanos());
    append(log, "kept");
    append(log, ", too");

    assertThat(inTheWay.resolve("x.log")).hasContent("kept, too");
    assertThat(failures).hasSize(1);
    assertThat(told).containsExactly(4L, 37L);
  }

  @Test
  void a_file_in_trouble_is_not_opened_at_every_write() {
    AtomicInteger opened = new AtomicInteger();
    Target broken =
        new Target(
            "broken",
            () -> {
              opened.incrementAndGet();
              throw new IOException("as the test wants it");
            });
    LogFile log = log(broken);
    for (int i = 0; i < 1000; i++) {
      append(log, "x");
      now.addAndGet(LogFile.RETRY.toNanos() / 100);
    }

    assertThat(opened).hasValue(10);
    assertThat(failures).containsExactly("broken: as the test wants it");
    // One telling at once, and no more than one in each interval of the ten seconds.
    assertThat(told).hasSize(1);
  }

  private Target target(Path file) {
    RotationPorts ports =
        new RotationPorts(
            Clock.systemUTC(), now::get, new Compressor(), (what, why) -> failures.add(what));
    return Target.file(file, new RotatedFile(file, Rotation.NONE, false, ports));
  }

  private LogFile log(Target target) {
    return new LogFile(target, loss, failures::add, now::get);
  }

  private static void append(LogFile log, String text) {
    log.append(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }
}
