package io.banyan.cli.command;

import io.banyan.control.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code stop} and {@code restart} are told: which children, and how hard. */
final class Stopping {

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids, or paths in the tree.")
  private List<String> ids = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "How long it may take to end, such as 10s, instead of what is declared.")
  private @Nullable String timeout;

  @Option(names = "--force", description = "Kills it at once.")
  private boolean force;

  /** Asks for it; the answer is the exit code. */
  int run(BanyanCommand banyan, String verb) {
    JsonObject options = new JsonObject().put("timeout", timeout).put("force", force);
    return new Operation(banyan, verb, options).on(ids);
  }
}
