package io.banyan.pool.function.wire;

import java.io.File;

/**
 * The two named pipes between a runtime and one incarnation of a function process.
 *
 * @param requests to the process
 * @param answers from it
 */
public record Pipes(File requests, File answers) {

  /** The variable that tells a process where its pipes are. */
  public static final String VARIABLE = "BANYAN_FUNCTION";

  /**
   * Those of an incarnation.
   *
   * @param place a path, the same for all incarnations
   */
  public static Pipes of(String place, int incarnation) {
    String base = place + "." + incarnation;
    return new Pipes(new File(base + ".requests"), new File(base + ".answers"));
  }
}
