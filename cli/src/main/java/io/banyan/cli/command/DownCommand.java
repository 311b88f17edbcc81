package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.control.endpoint.ControlFile;
import io.banyan.control.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code down}: ends the tree and its runtime. */
@Command(
    name = "down",
    description = "Stops the whole tree in reverse order, and waits until nothing of it is left.",
    footer = {"", "Example: banyan down"})
public final class DownCommand implements Callable<Integer> {

  /** A JVM that is not our child tells nobody when it ends: it has to be looked at. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** What the connection still holds is read at once. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  @Option(names = "--force", description = "Kills everything at once.")
  private boolean force;

  private final BanyanCommand banyan;

  public DownCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    ControlClient client = banyan.connect();
    ControlFile runtime = client.runtime();
    DownReport report = DownReport.begin(client);
    ControlClient.Answer answer = client.post("/api/down", new JsonObject().put("force", force));
    if (answer.status() != 202) {
      throw new CommandFailure(
          ExitCode.FAILED, runtime.name() + " does not stop: HTTP " + answer.status());
    }
    while (runtime.isLive()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    report.end(LAST_WORDS).forEach(banyan.console()::complain);
    banyan.print(runtime.name() + " is down");
    return ExitCode.DONE;
  }
}
