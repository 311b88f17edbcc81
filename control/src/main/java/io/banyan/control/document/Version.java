package io.banyan.control.document;

import java.util.Objects;

/** The version of Banyan that is running. */
public final class Version {

  private Version() {}

  /** As the build wrote it into the jar; {@code development} when run from class files. */
  public static String current() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "development");
  }
}
