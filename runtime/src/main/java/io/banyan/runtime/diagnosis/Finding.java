package io.banyan.runtime.diagnosis;

/**
 * What one check has found.
 *
 * @param check its name
 * @param says the facts
 * @param means what does not work because of it; empty when all does
 * @param mend what can be done about it; may be empty
 */
public record Finding(String check, Verdict verdict, String says, String means, String mend) {

  /** How bad it is. */
  public enum Verdict {
    /** All is there. */
    OK,
    /** Something works less well, or not at all, that not everybody needs. */
    WARNING,
    /** The runtime does not work here as it has to. */
    FAILED
  }

  public static Finding ok(String check, String says) {
    return new Finding(check, Verdict.OK, says, "", "");
  }

  public static Finding warning(String check, String says, String means, String mend) {
    return new Finding(check, Verdict.WARNING, says, means, mend);
  }

  public static Finding failed(String check, String says, String means, String mend) {
    return new Finding(check, Verdict.FAILED, says, means, mend);
  }
}
