package io.banyan.cli.command;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.text.ProcessTable;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.lifecycle.LifecycleState;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ps}: the processes of the tree. */
@Command(
    name = "ps",
    description = "Lists the processes of the tree.",
    footer = {"", "Example: banyan ps --state failed"})
public final class PsCommand implements Callable<Integer> {

  @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state.")
  private @Nullable String state;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Only those with this id or path; * stands for anything.")
  private @Nullable String name;

  @Option(names = "--group", paramLabel = "GROUP", description = "Only those of this group.")
  private @Nullable String group;

  @Option(names = "--json", description = "One JSON array.")
  private boolean json;

  private final BanyanCommand banyan;

  public PsCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    String wantedState = state == null ? "" : stateNamed(state);
    List<JsonObject> processes =
        banyan.connect().get("/api/processes").rows().stream()
            .filter(process -> wantedState.isEmpty() || is(process, "state", wantedState))
            .filter(process -> group == null || process.strings("groups").contains(group))
            .filter(
                process ->
                    name == null || matches(process, "id", name) || matches(process, "path", name))
            .toList();
    if (json) {
      banyan.print(Json.writeIndented(processes));
    } else {
      ProcessTable.of(processes, banyan.console().style()).forEach(banyan::print);
    }
    return ExitCode.DONE;
  }

  private static String stateNamed(String text) {
    return LifecycleState.parse(text)
        .map(LifecycleState::text)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE,
                    Arrays.stream(LifecycleState.values())
                        .map(LifecycleState::text)
                        .collect(
                            Collectors.joining(
                                ", ", "no such state: " + text + "; there are ", ""))));
  }

  private static boolean is(JsonObject process, String field, String value) {
    return process.string(field).filter(value::equals).isPresent();
  }

  private static boolean matches(JsonObject process, String field, String pattern) {
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return process.string(field).filter(text -> text.matches(regex)).isPresent();
  }
}
