package io.banyan.cli.text;

import io.banyan.runtime.diagnosis.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws what a self-test has found. */
public final class FindingLines {

  private static final String BELOW = " ".repeat(9);

  private FindingLines() {}

  /** What is so, and, where something is missing, what that means and how to mend it. */
  public static List<String> of(Finding finding, Style style) {
    List<String> lines = new ArrayList<>();
    String verdict = finding.verdict().name().toLowerCase(Locale.ROOT);
    lines.add(
        style.state(String.format(Locale.ROOT, "%-7s", verdict), state(finding))
            + String.format(Locale.ROOT, "  %-14s  %s", finding.check(), finding.says()));
    if (!finding.means().isEmpty()) {
      lines.add(BELOW + "means: " + finding.means());
    }
    if (!finding.mend().isEmpty()) {
      lines.add(BELOW + "mend:  " + finding.mend());
    }
    return lines;
  }

  /** How many of each. */
  public static String summary(List<Finding> findings) {
    return "%d checks: %d ok, %d warnings, %d failed"
        .formatted(
            findings.size(),
            count(findings, Finding.Verdict.OK),
            count(findings, Finding.Verdict.WARNING),
            count(findings, Finding.Verdict.FAILED));
  }

  private static long count(List<Finding> findings, Finding.Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  /** Coloured like processes in these states. */
  private static String state(Finding finding) {
    return switch (finding.verdict()) {
      case OK -> "running";
      case WARNING -> "restarting";
      case FAILED -> "failed";
    };
  }
}
