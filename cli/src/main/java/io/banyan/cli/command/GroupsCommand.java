package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.ExitCode;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code groups}: who is in which group. */
@Command(
    name = "groups",
    description = "Lists the groups and their members, and changes who is in one.",
    synopsisSubcommandLabel = "[add | remove]",
    footer = {
      "",
      "What is added or removed by hand holds until the runtime ends, or its file is reloaded.",
      "Example: banyan groups add nightly mailer && banyan stop --group nightly"
    })
public final class GroupsCommand implements Callable<Integer> {

  @Option(names = "--json", description = "One JSON array.")
  private boolean json;

  private final BanyanCommand banyan;

  public GroupsCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    List<JsonObject> groups = banyan.connect().get("/api/groups").rows();
    if (json) {
      banyan.print(Json.writeIndented(groups));
    } else {
      groups.forEach(group -> banyan.print(line(group)));
    }
    return ExitCode.DONE;
  }

  @Command(name = "add", description = "Adds children to a group.")
  int add(
      @Parameters(paramLabel = "GROUP") String group,
      @Parameters(paramLabel = "ID", arity = "1..*") List<String> ids) {
    return change(group, "add", ids);
  }

  @Command(name = "remove", description = "Takes children out of a group.")
  int remove(
      @Parameters(paramLabel = "GROUP") String group,
      @Parameters(paramLabel = "ID", arity = "1..*") List<String> ids) {
    return change(group, "remove", ids);
  }

  private int change(String group, String verb, List<String> ids) {
    ControlClient client = banyan.connect();
    int exitCode = ExitCode.DONE;
    for (String id : ids) {
      ControlClient.Answer answer =
          client.post(
              "/api/groups/" + ControlClient.encode(group) + "/" + verb,
              new JsonObject().put("id", id));
      OperationWords words = OperationWords.of("regroup", id, answer.object());
      if (words.exitCode() == ExitCode.DONE) {
        banyan.print(words.text() + " " + group);
      } else {
        banyan.console().err().println(words.text());
      }
      exitCode = Math.max(exitCode, words.exitCode());
    }
    return exitCode;
  }

  private static String line(JsonObject group) {
    return group.string("group").orElse("")
        + ": "
        + group.objects("members").stream()
            .map(member -> member.string("path").orElse(""))
            .collect(Collectors.joining(", "));
  }
}
