package io.banyan.runtime.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On this machine. */
class DiagnosisIT {

  @Test
  void a_machine_on_which_these_tests_run_has_what_it_takes() {
    List<Finding> findings =
        Diagnosis.ofSystem(ConfigFactory.defaultReference()).stream().map(Diagnosis::run).toList();

    assertThat(findings).noneMatch(finding -> finding.verdict() == Finding.Verdict.FAILED);
    assertThat(findings)
        .filteredOn(finding -> finding.verdict() == Finding.Verdict.WARNING)
        .allSatisfy(finding -> assertThat(finding.means()).isNotEmpty());
  }
}
