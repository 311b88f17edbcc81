package io.banyan.cli.command;

import io.banyan.control.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code stop} and {@code restart} are told: which children, and how hard. */
final class Stopping {

  @Mixin private final Targets targets = new Targets();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "How long it may take to end, such as 10s, instead of what is declared.")
  private @Nullable String timeout;

  @Option(names = "--force", description = "Kills it at once.")
  private boolean force;

  /**
   * Asks for it; the answer is the exit code.
   *
   * @param more fields of the request
   */
  int run(BanyanCommand banyan, String verb, JsonObject more) {
    JsonObject options = new JsonObject().put("timeout", timeout).put("force", force);
    more.fields().forEach(options::put);
    return targets.run(new Operation(banyan, verb, options));
  }
}
