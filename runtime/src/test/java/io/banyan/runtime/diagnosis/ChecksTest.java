package io.banyan.runtime.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.diagnosis.Finding.Verdict;
import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.guardian.GuardianSettings;
import io.banyan.runtime.limits.LimitSettings;
import io.banyan.runtime.proc.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {

  @TempDir Path folder;

  @Test
  void what_nobody_expected_is_a_failure_and_not_an_end() {
    Finding finding =
        Diagnosis.run(
            new Check() {
              @Override
              public String name() {
                return "weather";
              }

              @Override
              public Finding run() throws IOException {
                throw new IOException("it rains");
              }
            });

    assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(finding.check()).isEqualTo("weather");
    assertThat(finding.says()).isEqualTo("it rains");
  }

  @Test
  void an_old_java_fails() {
    assertThat(new JavaCheck(17, "x").run().verdict()).isEqualTo(Verdict.OK);
    assertThat(new JavaCheck(11, "x").run().verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void few_open_files_are_a_warning_that_says_how_many_processes_fit() throws IOException {
    limits("1024", "unlimited");
    Finding finding = new OwnLimitsCheck(new ProcFs(folder.toString()), 7).run();

    assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(finding.means()).contains("256");

    limits("unlimited", "100");
    assertThat(new OwnLimitsCheck(new ProcFs(folder.toString()), 7).run().means())
        .contains("EAGAIN");

    limits("1048576", "unlimited");
    assertThat(new OwnLimitsCheck(new ProcFs(folder.toString()), 7).run().verdict())
        .isEqualTo(Verdict.OK);
  }

  @Test
  void what_may_be_read_of_processes_is_told() throws IOException {
    ProcFs proc = new ProcFs(folder.toString());
    assertThat(new ProcCheck(proc, 7).run().says()).contains("no /proc");

    String stat = " S 1 7 7 0 -1 0 0 0 0 0 1 2 3 4 20 0 1 0 9 4096 1 1\n";
    Files.createDirectories(folder.resolve("7"));
    Files.writeString(folder.resolve("7/stat"), "7 (java)" + stat);
    assertThat(new ProcCheck(proc, 7).run().verdict()).isEqualTo(Verdict.FAILED);

    Files.writeString(folder.resolve("7/environ"), "A=b\0");
    Files.createDirectories(folder.resolve("7/fd"));
    assertThat(new ProcCheck(proc, 7).run().says()).contains("hidepid");

    Files.createDirectories(folder.resolve("1"));
    Files.writeString(folder.resolve("1/stat"), "1 (init)" + stat);
    assertThat(new ProcCheck(proc, 7).run().verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void a_folder_that_can_be_made_is_well_and_one_below_a_file_is_not() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(new FolderCheck("log", folder.resolve("a/b"), "x").run().verdict())
        .isEqualTo(Verdict.OK);
    assertThat(folder.resolve("a")).doesNotExist();
    Finding failed = new FolderCheck("log", file.resolve("b"), "What is written is lost.").run();
    assertThat(failed.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(failed.means()).isEqualTo("What is written is lost.");
  }

  @Test
  void an_engine_or_mechanism_that_does_not_work_here_fails() {
    assertThat(new EngineCheck(new EngineSettings("steam", 1)).run().verdict())
        .isEqualTo(Verdict.FAILED);
    assertThat(new EngineCheck(new EngineSettings("portable", 1)).run().verdict())
        .isEqualTo(Verdict.OK);
    assertThat(new LimitsCheck(new LimitSettings("sampling", Duration.ofSeconds(1))).run().says())
        .contains("memory by sampling", "processes by rlimit");
  }

  @Test
  void a_guardian_that_is_off_is_a_warning() throws Exception {
    GuardianSettings off = new GuardianSettings(false, Duration.ZERO);

    assertThat(new GuardianCheck(new EngineSettings("auto", 1), off).run().verdict())
        .isEqualTo(Verdict.WARNING);
  }

  private void limits(String files, String processes) throws IOException {
    Files.createDirectories(folder.resolve("7"));
    Files.writeString(
        folder.resolve("7/limits"),
        "Max open files            %s                 %s               files     \n"
                .formatted(files, files)
            + "Max processes             %s                 %s               processes \n"
                .formatted(processes, processes));
  }
}
