package io.banyan.runtime.inspect;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Reads the environment of a process. */
final class Variables {

  private Variables() {}

  /** By name; of what a process has written over there only what still looks like variables. */
  static Map<String, String> parse(byte[] environment) {
    Map<String, String> variables = new TreeMap<>();
    for (String line : new String(environment, StandardCharsets.UTF_8).split("\0")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        // Where one is given twice, programs see the first.
        variables.putIfAbsent(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return variables;
  }
}
