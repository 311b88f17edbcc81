package io.banyan.control.proc;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.ProcFs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcReaderTest {

  /**
   * Its name is as nasty as names can be; 150 + 50 ticks of CPU, started at tick 9000, 300 pages.
   */
  private static final String STAT =
      "77 (a) b (c) S 1 77 77 0 -1 4194560 100 0 0 0 150 50 0 0 20 0 1 0 9000 1000000 300 1 2 3";

  @TempDir Path proc;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectories(proc.resolve("77"));
    Files.createDirectories(proc.resolve("self"));
    Files.writeString(proc.resolve("77/stat"), STAT);
    Files.writeString(proc.resolve("uptime"), "100.00 150.00\n");
    ByteBuffer auxv = ByteBuffer.allocate(48).order(ByteOrder.nativeOrder());
    auxv.putLong(6).putLong(16384).putLong(17).putLong(100).putLong(0).putLong(0);
    Files.write(proc.resolve("self/auxv"), auxv.array());
  }

  @Test
  void cpuIsTheAverageOverTheLifetimeAndMemoryIsCountedInTheSystemsPages() {
    ResourceFigures figures = reader().figures(new ProcessIdentity(77, 9000)).orElseThrow();

    assertThat(figures.cpuPercent()).isEqualTo(20.0);
    assertThat(figures.rssBytes()).isEqualTo(300 * 16384);
  }

  @Test
  void aPidThatWasGivenToAnotherProcessShowsNothing() {
    assertThat(reader().figures(new ProcessIdentity(77, 8999))).isEmpty();
  }

  @Test
  void aProcessThatIsGoneShowsNothing() {
    assertThat(reader().figures(new ProcessIdentity(78, 9000))).isEmpty();
  }

  @Test
  void aZombieIsNoProcess() throws IOException {
    Files.writeString(proc.resolve("77/stat"), STAT.replace(") S 1", ") Z 1"));

    assertThat(reader().identity(77)).isEmpty();
  }

  private ProcReader reader() {
    return new ProcReader(new ProcFs(proc.toString()));
  }
}
