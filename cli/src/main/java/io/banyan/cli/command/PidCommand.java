package io.banyan.cli.command;

import io.banyan.cli.client.PidFolders;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.inspect.ProcessIdentities;
import io.banyan.runtime.pidfile.PidFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pid}: pid files, of scripts as well as of the tree. */
@Command(
    name = "pid",
    description = {
      "Writes, reads, checks and removes pid files. It needs no runtime.",
      "write fails while the file names another process that runs: of many callers one gets it. "
          + "check removes a file whose process has ended."
    },
    footer = {
      "",
      "NAME is NAME.pid in the runtime directory of the declaration, of BANYAN_PID_DIR, or of the "
          + "user; with a slash in it, it is a file.",
      "",
      "Example: banyan pid write backup || exit 1; trap 'banyan pid remove backup' EXIT"
    })
public final class PidCommand implements Callable<Integer> {

  /** What is done. */
  private enum Action {
    WRITE,
    READ,
    CHECK,
    REMOVE;

    static Action named(String text) {
      return Arrays.stream(values())
          .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new CommandFailure(
                      ExitCode.USAGE, "pid cannot " + text + "; write, read, check or remove it"));
    }
  }

  @Parameters(index = "0", paramLabel = "ACTION", description = "write, read, check or remove.")
  private String what = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "Which pid file.")
  private String name = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "PID",
      description = "For write: whose pid (default: the caller's, as of a script).")
  private @Nullable Long pid;

  @Option(names = "--force", description = "For write: whatever the file says now.")
  private boolean force;

  private final BanyanCommand banyan;

  public PidCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() throws IOException {
    Action action = Action.named(what);
    if (action != Action.WRITE && (pid != null || force)) {
      throw new CommandFailure(ExitCode.USAGE, "a PID and --force are for write");
    }
    PidFile file = new PidFile(path(action));
    return switch (action) {
      case WRITE -> write(file);
      case READ -> read(file);
      case CHECK -> check(file);
      case REMOVE -> remove(file);
    };
  }

  private Path path(Action action) throws IOException {
    return new PidFolders(
            banyan.console().env(),
            banyan.config(),
            file -> Declarations.runtimeDirectory(file, banyan.console().env()))
        .file(name, action == Action.WRITE);
  }

  private int write(PidFile file) throws IOException {
    ProcessIdentity process = ProcessIdentities.of(meant()).orElseThrow(() -> none(meant()));
    if (force) {
      file.overwrite(process);
    } else if (file.claim(process) instanceof PidFile.Claim.Held held) {
      throw new CommandFailure(
          ExitCode.FAILED, "Another instance is running (PID: " + held.holder().pid() + ")");
    }
    return ExitCode.DONE;
  }

  private long meant() {
    return pid != null
        ? pid
        : ProcessHandle.current().parent().map(ProcessHandle::pid).orElseThrow();
  }

  private int read(PidFile file) throws IOException {
    PidFile.State state = file.state();
    if (state instanceof PidFile.State.Live live) {
      banyan.print(Long.toString(live.process().pid()));
      return ExitCode.DONE;
    }
    if (state instanceof PidFile.State.Stale stale) {
      banyan.print(Long.toString(stale.process().pid()));
      return ExitCode.DONE;
    }
    throw absent(file, state);
  }

  private int check(PidFile file) throws IOException {
    PidFile.State state = file.check();
    if (state instanceof PidFile.State.Live live) {
      banyan.print("%s is running (PID: %d)".formatted(name, live.process().pid()));
      return ExitCode.DONE;
    }
    if (state instanceof PidFile.State.Stale stale) {
      throw new CommandFailure(
          ExitCode.NO_SUCH_PROCESS,
          "%s is not running; removed its stale pid file (PID: %d)"
              .formatted(name, stale.process().pid()));
    }
    throw absent(file, state);
  }

  private int remove(PidFile file) throws IOException {
    // Where there is no folder there is no file either.
    if (!(file.state() instanceof PidFile.State.Absent)) {
      file.remove();
    }
    return ExitCode.DONE;
  }

  private CommandFailure absent(PidFile file, PidFile.State state) {
    return state instanceof PidFile.State.Absent
        ? new CommandFailure(ExitCode.NO_SUCH_PROCESS, "there is no pid file " + file.path())
        : new CommandFailure(ExitCode.FAILED, file.path() + " is no pid file");
  }

  private static CommandFailure none(long pid) {
    return new CommandFailure(ExitCode.NO_SUCH_PROCESS, "no process " + pid);
  }
}
