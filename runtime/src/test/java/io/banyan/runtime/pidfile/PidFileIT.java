package io.banyan.runtime.pidfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.inspect.ProcessIdentities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the processes of this machine. */
class PidFileIT {

  @TempDir Path folder;

  @Test
  void is_stale_as_soon_as_its_process_is_killed() throws Exception {
    PidFile file = new PidFile(folder.resolve("sleep.pid"));
    Process process = new ProcessBuilder("sleep", "1000").start();
    try {
      ProcessIdentity identity = ProcessIdentities.of(process.pid()).orElseThrow();
      file.claim(identity);
      assertThat(file.state()).isEqualTo(new PidFile.State.Live(identity));

      process.destroyForcibly().waitFor();

      assertThat(file.check()).isEqualTo(new PidFile.State.Stale(identity));
      assertThat(file.path()).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void of_another_programs_file_a_process_younger_than_it_is_another() throws IOException {
    ProcessIdentity self = ProcessIdentities.current();
    Path path = Files.writeString(folder.resolve("foreign.pid"), self.pid() + "\n");
    PidFile file = new PidFile(path);
    assertThat(file.state()).isEqualTo(new PidFile.State.Live(self));

    Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(Duration.ofDays(365))));

    assertThat(file.state()).isEqualTo(new PidFile.State.Stale(new ProcessIdentity(self.pid(), 0)));
  }
}
