package io.banyan.control.proc;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcReaderTest {

  /** Its name is as nasty as names can be; it started at tick 9000. */
  private static final String STAT =
      "77 (a) b (c) S 1 77 77 0 -1 4194560 100 0 0 0 150 50 0 0 20 0 1 0 9000 1000000 300 1 2 3";

  @TempDir Path proc;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectories(proc.resolve("77"));
    Files.writeString(proc.resolve("77/stat"), STAT);
  }

  @Test
  void aProcessIsKnownByItsPidAndItsStart() {
    assertThat(reader().identity(77)).contains(new ProcessIdentity(77, 9000));
    assertThat(reader().identity(78)).isEmpty();
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
