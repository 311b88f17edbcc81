package io.banyan.runtime.diagnosis;

import io.banyan.runtime.engine.SystemTools;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Programs of the system that some keys of a declaration need. */
record ToolsCheck() implements Check {

  private static final Map<String, String> PURPOSES = new LinkedHashMap<>();

  static {
    PURPOSES.put("setsid", "up -d and the guardian survive the end of the terminal");
    PURPOSES.put("prlimit", "limits.open-files and limits.processes");
    PURPOSES.put("setpriv", "user and group");
    PURPOSES.put("nice", "nice");
  }

  @Override
  public String name() {
    return "tools";
  }

  @Override
  public Finding run() {
    if (SystemTools.find("sh").isEmpty()) {
      return Finding.failed(
          name(),
          "there is no sh",
          "There is no guardian, and a command given as one string cannot run.",
          "Install a POSIX shell as /bin/sh.");
    }
    List<String> found = new ArrayList<>(List.of("sh"));
    List<String> missing = new ArrayList<>();
    PURPOSES
        .keySet()
        .forEach(tool -> (SystemTools.find(tool).isPresent() ? found : missing).add(tool));
    if (missing.isEmpty()) {
      return Finding.ok(name(), String.join(", ", found));
    }
    return Finding.warning(
        name(),
        "missing: " + String.join(", ", missing),
        "Not to be had: " + String.join("; ", missing.stream().map(PURPOSES::get).toList()) + ".",
        "Install util-linux and coreutils.");
  }
}
