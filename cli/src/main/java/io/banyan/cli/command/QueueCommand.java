package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.text.FieldSheet;
import io.banyan.cli.text.QueueTable;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code queue}: the task queues of a runtime. */
@Command(
    name = "queue",
    description = "Shows the task queues, gives them tasks, and looks after dead letters.",
    synopsisSubcommandLabel = "[list | info | push | dead | requeue | drop]",
    footer = {"", "Example: banyan queue push mails '{\"to\": \"user@example.com\"}'"})
public final class QueueCommand implements Callable<Integer> {

  private static final double MILLIS_PER_SECOND = 1e3;

  private final BanyanCommand banyan;

  public QueueCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    return list(false);
  }

  @Command(name = "list", description = "Lists the queues, and how many tasks are where.")
  int list(@Option(names = "--json", description = "One JSON array.") boolean json) {
    List<JsonObject> queues = banyan.connect().get("/api/queues").rows();
    if (json) {
      banyan.print(Json.writeIndented(queues));
    } else {
      QueueTable.lines(queues).forEach(banyan::print);
    }
    return ExitCode.DONE;
  }

  @Command(name = "info", description = "All that is known of a queue.")
  int info(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--json", description = "One JSON object.") boolean json) {
    JsonObject queue = known(name, banyan.connect().get(path(name))).object();
    if (json) {
      banyan.print(Json.writeIndented(queue));
    } else {
      FieldSheet.of(queue).forEach(banyan::print);
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "push",
      description =
          "Pushes a task and prints its number once it is kept. Without a task, or with -, each"
              + " line of the standard input is a task.",
      footer = {
        "",
        "Exit codes: 0 all are in, 1 at least one is not, 3 no such queue",
        "Example: ls *.png | banyan queue push thumbs --delay 10s"
      })
  int push(
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Parameters(index = "1", arity = "0..1", defaultValue = "-", paramLabel = "TASK|-")
          String task,
      @Option(
              names = "--priority",
              paramLabel = "N",
              description = "Higher is earlier (default: 0).")
          int priority,
      @Option(
              names = "--delay",
              paramLabel = "TIME",
              converter = TimeSpan.class,
              description = "Not before so long from now, such as 10s.")
          @Nullable Duration delay,
      @Option(
              names = "--key",
              paramLabel = "KEY",
              description = "Only if no task of this key is in; for one task.")
          @Nullable String key)
      throws IOException {
    JsonObject options = new JsonObject().put("priority", priority).put("key", key);
    if (delay != null) {
      options.put("delaySeconds", delay.toMillis() / MILLIS_PER_SECOND);
    }
    ControlClient client = banyan.connect();
    if (!task.equals("-")) {
      return push(client, name, List.of(task), options);
    }
    TaskLines lines =
        new TaskLines(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    int exitCode = ExitCode.DONE;
    for (List<String> tasks = lines.next(); !tasks.isEmpty(); tasks = lines.next()) {
      exitCode = Math.max(exitCode, push(client, name, tasks, options));
    }
    return exitCode;
  }

  private int push(ControlClient client, String name, List<String> tasks, JsonObject options) {
    JsonObject body = new JsonObject().put("tasks", tasks);
    options.fields().forEach(body::put);
    List<JsonObject> results = known(name, client.post(path(name) + "/tasks", body)).rows();
    int exitCode = ExitCode.DONE;
    for (int i = 0; i < results.size(); i++) {
      exitCode = Math.max(exitCode, tellPushed(tasks.get(i), results.get(i)));
    }
    return exitCode;
  }

  private int tellPushed(String task, JsonObject result) {
    if (result.number("task").isEmpty()) {
      banyan.console().complain(task + ": " + result.string("reason").orElse("refused"));
      return ExitCode.FAILED;
    }
    banyan.print(Long.toString(result.number("task").get()));
    return ExitCode.DONE;
  }

  @Command(
      name = "dead",
      description = "Lists the dead letters of a queue, each with the reasons of its attempts.")
  int dead(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--json", description = "One JSON array.") boolean json) {
    List<JsonObject> letters = known(name, banyan.connect().get(path(name) + "/dead")).rows();
    if (json) {
      banyan.print(Json.writeIndented(letters));
    } else {
      QueueTable.letters(letters).forEach(banyan::print);
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "requeue",
      description = "Makes dead letters tasks again, with all their attempts before them.")
  int requeue(
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID") List<Long> ids) {
    return onLetters(name, "requeue", ids);
  }

  @Command(name = "drop", description = "Forgets dead letters.")
  int drop(
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID") List<Long> ids) {
    return onLetters(name, "drop", ids);
  }

  private int onLetters(String name, String verb, List<Long> ids) {
    ControlClient.Answer answer =
        banyan.connect().post(path(name) + "/" + verb, new JsonObject().put("ids", ids));
    int exitCode = ExitCode.DONE;
    List<JsonObject> results = known(name, answer).rows();
    for (int i = 0; i < results.size(); i++) {
      exitCode = Math.max(exitCode, tell(ids.get(i), results.get(i)));
    }
    return exitCode;
  }

  private int tell(long id, JsonObject result) {
    String word = result.string("result").orElse("failed");
    switch (word) {
      case "requeued", "dropped" -> {
        banyan.print(id + " " + word);
        return ExitCode.DONE;
      }
      case "not-found" -> {
        banyan.console().complain(id + ": no such dead letter");
        return ExitCode.NO_SUCH_PROCESS;
      }
      default -> {
        banyan.console().complain(id + ": " + result.string("reason").orElse(word));
        return ExitCode.FAILED;
      }
    }
  }

  private static ControlClient.Answer known(String name, ControlClient.Answer answer) {
    if (answer.status() == 404) {
      throw new CommandFailure(ExitCode.NO_SUCH_PROCESS, "Queue " + name + " not found");
    }
    if (answer.status() != 200) {
      throw new CommandFailure(
          answer.status() == 400 ? ExitCode.USAGE : ExitCode.FAILED,
          answer.object().object("error").flatMap(e -> e.string("message")).orElse("refused"));
    }
    return answer;
  }

  private static String path(String name) {
    return "/api/queues/" + ControlClient.encode(name);
  }
}
