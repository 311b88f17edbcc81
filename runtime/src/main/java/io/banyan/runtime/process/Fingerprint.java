package io.banyan.runtime.process;

import io.banyan.runtime.adoption.Hash;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells whether a process that lives on from an earlier runtime is the one that is declared now:
 * made of all that cannot be changed about a process that runs. How it is ended, what its exit
 * means and its limits of memory, processor and time can, and do not count; nor do the variables
 * that it only inherited from the runtime.
 */
public final class Fingerprint {

  private Fingerprint() {}

  /** Equal for equal launches. */
  public static String of(ProcessSpec spec) {
    Map<String, Optional<String>> variables = new TreeMap<>(spec.environment().changes());
    return Hash.hex(
        String.join(
            "\0",
            spec.command().argv().toString(),
            Integer.toString(spec.command().argv().size()),
            spec.directory().toString(),
            Boolean.toString(spec.environment().clear()),
            variables.toString(),
            spec.output().stdout().log().toString(),
            spec.output().stderr().log().toString(),
            spec.options().toString(),
            spec.escaped().text()));
  }
}
