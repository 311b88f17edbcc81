package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.engine.EngineCapabilities;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The runtime itself.
 *
 * @param name the tree's name
 * @param file the declaration it runs
 * @param engine what launches its processes, and what that can promise here
 */
public record RuntimeDocument(
    String name,
    Path file,
    EngineCapabilities engine,
    long pid,
    String version,
    Instant startedAt) {

  public JsonObject json() {
    return new JsonObject()
        .put("name", name)
        .put("pid", pid)
        .put("version", version)
        .put("file", file.toString())
        .put("startedAt", startedAt.toString())
        .put(
            "engine",
            new JsonObject()
                .put("name", engine.engine())
                .put("exactExit", engine.exactExit())
                .put("ownSession", engine.ownSession())
                .put("reuseSafeSignals", engine.reuseSafeSignals())
                .put("threadPerProcess", engine.threadPerProcess()));
  }
}
