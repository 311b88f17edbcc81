package io.banyan.runtime.diagnosis;

/**
 * The JVM.
 *
 * @param feature its version: 17
 */
record JavaCheck(int feature, String vendor) implements Check {

  private static final int LOWEST = 17;

  @Override
  public String name() {
    return "java";
  }

  @Override
  public Finding run() {
    String says = "Java %d (%s)".formatted(feature, vendor);
    return feature >= LOWEST
        ? Finding.ok(name(), says)
        : Finding.failed(
            name(), says, "Banyan needs Java 17 or newer.", "Set JAVA_HOME to a newer JDK.");
  }
}
