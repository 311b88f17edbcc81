package io.banyan.runtime.process;

import io.banyan.runtime.adoption.Hash;
import java.util.ArrayList;
import java.util.List;
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
    // None of these texts can hold a NUL, but all can hold anything else.
    List<String> parts = new ArrayList<>(spec.command().argv());
    parts.add("");
    new TreeMap<>(spec.environment().changes())
        .forEach((name, value) -> parts.add(name + value.map(text -> "=" + text).orElse("")));
    parts.add("");
    parts.add(spec.directory().toString());
    parts.add(Boolean.toString(spec.environment().clear()));
    parts.add(spec.output().stdout().log().toString());
    parts.add(spec.output().stderr().log().toString());
    parts.add(spec.options().toString());
    parts.add(spec.escaped().text());
    return Hash.hex(parts.size() + "\0" + String.join("\0", parts));
  }
}
