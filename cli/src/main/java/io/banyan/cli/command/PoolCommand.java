package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.text.FieldSheet;
import io.banyan.cli.text.PoolTable;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pool}: the worker pools of a runtime. */
@Command(
    name = "pool",
    description = "Shows the worker pools, and gives them tasks.",
    synopsisSubcommandLabel = "[list | info | submit]",
    footer = {"", "Example: banyan pool submit thumbs picture.png"})
public final class PoolCommand implements Callable<Integer> {

  private final BanyanCommand banyan;

  public PoolCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    return list(false);
  }

  @Command(
      name = "list",
      description = "Lists the pools: workers, tasks that wait, what came of those that do not.")
  int list(@Option(names = "--json", description = "One JSON array.") boolean json) {
    List<JsonObject> pools = banyan.connect().get("/api/pools").rows();
    if (json) {
      banyan.print(Json.writeIndented(pools));
    } else {
      PoolTable.lines(pools).forEach(banyan::print);
    }
    return ExitCode.DONE;
  }

  @Command(name = "info", description = "All that is known of a pool.")
  int info(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--json", description = "One JSON object.") boolean json) {
    JsonObject pool = known(name, banyan.connect().get(path(name)));
    if (json) {
      banyan.print(Json.writeIndented(pool));
    } else {
      FieldSheet.of(pool).forEach(banyan::print);
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "submit",
      description =
          "Gives a pool a task, waits for its result and prints that. Without a task, or with -,"
              + " each line of the standard input is a task; results come in the same order.",
      footer = {
        "",
        "Exit codes: 0 all are done, 1 at least one is not, 3 no such pool",
        "Example: ls *.png | banyan pool submit thumbs"
      })
  int submit(
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Parameters(index = "1", arity = "0..1", defaultValue = "-", paramLabel = "TASK|-")
          String task,
      @Option(
              names = "--json",
              description = "A JSON object on a line for each task: outcome, result, reason, …")
          boolean json)
      throws IOException {
    ControlClient client = banyan.connect();
    if (!task.equals("-")) {
      return submit(client, name, List.of(task), json);
    }
    int exitCode = ExitCode.DONE;
    TaskLines lines =
        new TaskLines(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    for (List<String> tasks = lines.next(); !tasks.isEmpty(); tasks = lines.next()) {
      exitCode = Math.max(exitCode, submit(client, name, tasks, json));
    }
    return exitCode;
  }

  private int submit(ControlClient client, String name, List<String> tasks, boolean json) {
    ControlClient.Answer answer =
        client.post(path(name) + "/tasks", new JsonObject().put("tasks", tasks));
    List<JsonObject> outcomes = answer.rows();
    if (outcomes.isEmpty()) {
      known(name, answer);
    }
    int exitCode = ExitCode.DONE;
    for (int i = 0; i < outcomes.size(); i++) {
      exitCode = Math.max(exitCode, tell(tasks.get(i), outcomes.get(i), json));
    }
    return exitCode;
  }

  private int tell(String task, JsonObject outcome, boolean json) {
    boolean done = outcome.string("outcome").filter("done"::equals).isPresent();
    if (json) {
      banyan.print(Json.write(outcome));
    } else if (done) {
      banyan.print(outcome.string("result").orElse(""));
    } else {
      banyan.console().complain(task + ": " + outcome.string("reason").orElse("not done"));
    }
    return done ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static JsonObject known(String name, ControlClient.Answer answer) {
    if (answer.status() == 404) {
      throw new CommandFailure(ExitCode.NO_SUCH_PROCESS, "Pool " + name + " not found");
    }
    if (answer.status() != 200) {
      throw new CommandFailure(
          ExitCode.FAILED,
          answer.object().object("error").flatMap(e -> e.string("message")).orElse("refused"));
    }
    return answer.object();
  }

  private static String path(String name) {
    return "/api/pools/" + ControlClient.encode(name);
  }
}
