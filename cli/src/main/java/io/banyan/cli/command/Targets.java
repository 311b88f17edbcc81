package io.banyan.cli.command;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which children a command is about: named one by one, or all of a group. */
final class Targets {

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Ids, paths in the tree, or the common name of instances.")
  private List<String> ids = List.of();

  @Option(names = "--group", paramLabel = "GROUP", description = "All children of this group.")
  private @Nullable String group;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /** Does it; the answer is the exit code. */
  int run(Operation operation) {
    check();
    return group == null ? operation.on(ids) : operation.onGroup(group);
  }

  /** One of the two has to be there. */
  void check() {
    if ((group == null) == ids.isEmpty() && command != null) {
      throw new ParameterException(
          command.commandLine(), group == null ? "which ID?" : "either IDs or --group, not both");
    }
  }

  /** Those named one by one. */
  List<String> ids() {
    return ids;
  }

  Optional<String> group() {
    return Optional.ofNullable(group);
  }
}
