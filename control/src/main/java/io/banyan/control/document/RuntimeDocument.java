package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The runtime itself.
 *
 * @param name the tree's name
 * @param file the declaration it runs
 */
public record RuntimeDocument(String name, Path file, long pid, String version, Instant startedAt) {

  public JsonObject json() {
    return new JsonObject()
        .put("name", name)
        .put("pid", pid)
        .put("version", version)
        .put("file", file.toString())
        .put("startedAt", startedAt.toString());
  }
}
