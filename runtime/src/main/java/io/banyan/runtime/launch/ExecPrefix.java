package io.banyan.runtime.launch;

import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.SystemTools;
import io.banyan.runtime.engine.internal.ProgramLookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Composes the words in front of a command that carry out its options:
 *
 * <pre>
 * sh (cgroups, umask) → prlimit → nice → setpriv → the command
 * </pre>
 *
 * <p>The user is switched last, because all before it may take the privileges of the runtime. Each
 * executes the next in its own place, so the pid never changes. What the tools would refuse is
 * refused here, before there is a process: they tell it in words on its standard error, or ({@code
 * nice}) not at all.
 */
public final class ExecPrefix {

  private final Accounts accounts;
  private final Privileges own;
  private final Function<String, Optional<Path>> tools;

  ExecPrefix(Accounts accounts, Privileges own, Function<String, Optional<Path>> tools) {
    this.accounts = accounts;
    this.own = own;
    this.tools = tools;
  }

  /** What came of it. */
  public sealed interface Result {

    /** The words; none when nothing is to be changed. */
    record Composed(List<String> words) implements Result {
      public Composed {
        words = List.copyOf(words);
      }
    }

    /** The process cannot be launched like this. */
    record Refused(LaunchFailed reason) implements Result {}
  }

  /**
   * Composes for this system as it is now. Reads a few files and may ask a directory service: not
   * for a thread that must not wait.
   *
   * @param enter files the process writes its pid into before anything else (those of cgroups)
   * @param spec what will be launched; checked where another user might not be able to execute it
   */
  public static Result compose(LaunchOptions options, List<Path> enter, LaunchSpec spec) {
    if (options.isNone() && enter.isEmpty()) {
      return new Result.Composed(List.of());
    }
    return new ExecPrefix(new SystemAccounts(), Privileges.current(), SystemTools::find)
        .words(options, enter, spec);
  }

  Result words(LaunchOptions options, List<Path> enter, LaunchSpec spec) {
    try {
      Credentials credentials = Credentials.of(options, accounts, own);
      List<String> words = new ArrayList<>(shell(options, enter));
      words.addAll(prlimit(options, credentials));
      words.addAll(nice(options));
      words.addAll(setpriv(credentials, spec));
      return new Result.Composed(words);
    } catch (Refusal refusal) {
      return new Result.Refused(refusal.reason());
    }
  }

  /** One shell does both; the files and the mask are arguments, so that nothing needs quoting. */
  private List<String> shell(LaunchOptions options, List<Path> enter) throws Refusal {
    if (options.umask().isEmpty() && enter.isEmpty()) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    StringBuilder script = new StringBuilder();
    for (Path file : enter) {
      script.append("echo $$ >\"$1\" && shift && ");
      words.add(file.toString());
    }
    options
        .umask()
        .ifPresent(
            mask -> {
              script.append("umask \"$1\" && shift && ");
              words.add("%04o".formatted(mask));
            });
    script.append("exec \"$@\"");
    // What the script cannot do it tells on standard error; 126 is the code of "cannot execute".
    script.append(" || exit 126");
    words.addAll(0, List.of(tool("sh", "umask"), "-c", script.toString(), "banyan"));
    return words;
  }

  private List<String> prlimit(LaunchOptions options, Credentials credentials) throws Refusal {
    List<String> words = new ArrayList<>();
    if (options.openFiles().isPresent()) {
      int most = options.openFiles().get();
      checkLimit("open-files", most, own.openFiles());
      if (most > own.openFilesEver()) {
        throw Refusal.notPermitted(
            "open-files = %d is more than this system has (fs.nr_open = %d)"
                .formatted(most, own.openFilesEver()));
      }
      words.add("--nofile=%d:%d".formatted(most, most));
    }
    if (options.processes().isPresent()) {
      int most = options.processes().get();
      if (credentials.uid() == 0) {
        throw Refusal.invalid(
            "The limit of processes does not hold for root: it takes another user, or a cgroup");
      }
      checkLimit("processes", most, own.processes());
      words.add("--nproc=%d:%d".formatted(most, most));
    }
    if (!words.isEmpty()) {
      words.add(0, tool("prlimit", "a limit of open files or processes"));
    }
    return words;
  }

  private void checkLimit(String name, long wanted, long allowed) throws Refusal {
    if (wanted > allowed && !own.can(Privileges.SYS_RESOURCE)) {
      throw Refusal.notPermitted(
          "%s = %d is more than the runtime's own limit of %d, which takes root (CAP_SYS_RESOURCE)"
              .formatted(name, wanted, allowed));
    }
  }

  private List<String> nice(LaunchOptions options) throws Refusal {
    int wanted = options.nice().orElse(own.niceness());
    if (wanted == own.niceness()) {
      return List.of();
    }
    if (wanted < own.lowestNice() && !own.can(Privileges.SYS_NICE)) {
      throw Refusal.notPermitted(
          "nice = %d is below the runtime's own %d, which takes root (CAP_SYS_NICE)"
              .formatted(wanted, own.niceness()));
    }
    return List.of(tool("nice", "nice"), "-n", Integer.toString(wanted - own.niceness()));
  }

  private List<String> setpriv(Credentials credentials, LaunchSpec spec) throws Refusal {
    if (credentials.switching().isEmpty()) {
      return List.of();
    }
    ProgramLookup program = ProgramLookup.of(spec);
    Path file = spec.directory().resolve(program.program());
    // A program that is missing for everybody is told better by the engine.
    if (program.failure().isEmpty() && !FileAccess.mayExecute(credentials, file)) {
      throw Refusal.denied(
          "%s, for the user %d and group %d"
              .formatted(program.program(), credentials.uid(), credentials.gid()));
    }
    List<String> words = new ArrayList<>(credentials.switching());
    words.add(0, tool("setpriv", "another user or group"));
    return words;
  }

  private String tool(String name, String purpose) throws Refusal {
    return tools.apply(name).orElseThrow(() -> Refusal.noSuchTool(name, purpose)).toString();
  }
}
