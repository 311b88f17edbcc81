package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.text.PeriodicTable;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.net.HttpURLConnection;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code periodic}: what is done again and again. */
@Command(
    name = "periodic",
    description = "Shows and steers what is done again and again.",
    synopsisSubcommandLabel = "(list | run | pause | resume)",
    footer = {
      "",
      "A pause holds until it is resumed, its schedule is changed or stopped, or the runtime ends.",
      "Example: banyan periodic run cleanup && banyan logs cleanup.run"
    })
public final class PeriodicCommand implements Callable<Integer> {

  private final BanyanCommand banyan;

  public PeriodicCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    return list(false);
  }

  @Command(name = "list", description = "Lists all, with their last and next runs.")
  int list(@Option(names = "--json", description = "One JSON array.") boolean json) {
    List<JsonObject> all = banyan.connect().get("/api/periodic").rows();
    if (json) {
      banyan.print(Json.writeIndented(all));
    } else {
      PeriodicTable.of(all, ZoneId.systemDefault()).forEach(banyan::print);
    }
    return ExitCode.DONE;
  }

  @Command(name = "run", description = "Begins a run now, beside the schedule.")
  int run(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--json", description = "One JSON object.") boolean json) {
    return steer(name, "run", json);
  }

  @Command(name = "pause", description = "Nothing is due any more; what runs goes on.")
  int pause(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--json", description = "One JSON object.") boolean json) {
    return steer(name, "pause", json);
  }

  @Command(name = "resume", description = "Goes on from now.")
  int resume(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--json", description = "One JSON object.") boolean json) {
    return steer(name, "resume", json);
  }

  private int steer(String name, String verb, boolean json) {
    String child = ControlClient.process(name).substring("/api/processes".length());
    ControlClient.Answer answer =
        banyan.connect().post("/api/periodic" + child + "/" + verb, new JsonObject());
    if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
      throw new CommandFailure(ExitCode.NO_SUCH_PROCESS, "Service " + name + " not found");
    }
    if (json) {
      banyan.print(Json.writeIndented(answer.object()));
    }
    if (answer.status() != HttpURLConnection.HTTP_OK) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "Failed to %s %s: %s"
              .formatted(verb, name, answer.object().string("reason").orElse("no reason")));
    }
    if (!json) {
      String done = answer.object().string("result").orElse("done");
      banyan.print(Character.toUpperCase(done.charAt(0)) + done.substring(1) + " " + name);
    }
    return ExitCode.DONE;
  }
}
