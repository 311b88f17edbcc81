package io.banyan.runtime.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to run, completely.
 *
 * @param prefix words in front of the command: programs that change something about the process and
 *     then execute what follows, so that in the end the command has the pid that was launched; the
 *     first is an absolute path; usually empty
 * @param command program and arguments, at least the program; a program without a slash is looked
 *     up in the {@code PATH} of {@code environment}, or in the system's default path where that has
 *     none; a relative one with a slash is taken from {@code directory}
 * @param directory working directory
 * @param environment all variables the process gets; nothing is inherited
 * @param stdin where its standard input comes from
 * @param stdout takes its standard output
 * @param stderr takes its standard error
 * @param notifications how it tells that it is ready; the engine adds the variable for that, whose
 *     value in {@code environment} does not matter. Not every engine has that
 * @param files where both streams go instead, so that neither handler is called; usually empty
 */
public record LaunchSpec(
    List<String> prefix,
    List<String> command,
    Path directory,
    Map<String, String> environment,
    StdinSource stdin,
    OutputHandler stdout,
    OutputHandler stderr,
    Optional<Notifications> notifications,
    Optional<OutputFiles> files) {

  /**
   * Name of the variable by which descendants of a launch are recognised. Optional: an engine that
   * finds it in {@code environment} uses it to be sure that a survivor is ours.
   */
  public static final String COOKIE = "BANYAN_INCARNATION";

  public LaunchSpec {
    prefix = List.copyOf(prefix);
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command is empty");
    }
    prefix.forEach(LaunchSpec::refuseNul);
    command.forEach(LaunchSpec::refuseNul);
    environment.forEach(LaunchSpec::checkVariable);
  }

  /** Without a prefix, notifications and files. */
  public LaunchSpec(
      List<String> command,
      Path directory,
      Map<String, String> environment,
      StdinSource stdin,
      OutputHandler stdout,
      OutputHandler stderr) {
    this(
        List.of(),
        command,
        directory,
        environment,
        stdin,
        stdout,
        stderr,
        Optional.empty(),
        Optional.empty());
  }

  /** The same behind other words. */
  public LaunchSpec behind(List<String> words) {
    if (words.equals(prefix)) {
      return this; // to make one goes through all variables
    }
    return new LaunchSpec(
        words, command, directory, environment, stdin, stdout, stderr, notifications, files);
  }

  /** The same with other variables. */
  public LaunchSpec with(Map<String, String> variables) {
    return new LaunchSpec(
        prefix, command, directory, variables, stdin, stdout, stderr, notifications, files);
  }

  /** The same, but that the process writes to files by itself. */
  public LaunchSpec writingTo(OutputFiles own) {
    return new LaunchSpec(
        prefix,
        command,
        directory,
        environment,
        stdin,
        stdout,
        stderr,
        notifications,
        Optional.of(own));
  }

  /** The same, but it can tell that it is ready. */
  public LaunchSpec notifying(Notifications told) {
    return new LaunchSpec(
        prefix, command, directory, environment, stdin, stdout, stderr, Optional.of(told), files);
  }

  /** The handler of one of the two streams. */
  public OutputHandler output(OutputStreamKind stream) {
    return stream == OutputStreamKind.STDOUT ? stdout : stderr;
  }

  private static void checkVariable(String name, String value) {
    refuseNul(name);
    refuseNul(value);
    if (name.isEmpty() || name.indexOf('=') >= 0) {
      throw new IllegalArgumentException("not a name of an environment variable: " + name);
    }
  }

  /** A program gets its strings up to the first NUL: the rest would be lost without a word. */
  private static void refuseNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("NUL in an argument or environment variable");
    }
  }
}
