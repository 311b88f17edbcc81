package io.banyan.runtime.crash;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the message with which common language runtimes die, in the last lines of stderr: JVM,
 * Python, Node, Go, Rust, C++, C assertions and POSIX shells.
 */
public final class PanicMessage {

  /** Long enough for people, short enough for a status line. */
  static final int MAX_LENGTH = 200;

  /** A line that announces a panic, and the group that holds the message. */
  private static final List<Pattern> ONE_LINE =
      List.of(
          // JVM: an exception that nobody caught
          Pattern.compile("^Exception in thread \"[^\"]*\" (.+)$"),
          Pattern.compile("^(?:Terminating due to )(java\\.lang\\.\\w+Error: .+)$"),
          Pattern.compile("^Error occurred during initialization of VM(.*)$"),
          // Go
          Pattern.compile("^panic: (.+)$"),
          Pattern.compile("^fatal error: (.+)$"),
          // Rust before 1.73
          Pattern.compile("^thread '.*' panicked at '(.*)', \\S+:\\d+:\\d+$"),
          Pattern.compile("^fatal runtime error: (.+)$"),
          // C and C++
          Pattern.compile("^.*(Assertion [`'].*' failed)\\.?$"),
          Pattern.compile("^\\*\\*\\* (.+?)(?: \\*\\*\\*)?: terminated$"),
          // Shells: dash and busybox, then bash, both only for what ends the shell itself
          Pattern.compile("^(?:\\S+: )(?:line )?\\d+: (\\S+: parameter not set.*)$"),
          Pattern.compile("^(?:\\S+: )(?:line )?\\d+: (\\S+: unbound variable)$"),
          Pattern.compile("^(?:\\S+: )(?:line )?\\d+: ([Ss]yntax error.*)$"));

  private static final Pattern RUST =
      Pattern.compile("^thread '.*'.* panicked at \\S+:\\d+:\\d+:$");
  private static final Pattern CPP =
      Pattern.compile("^terminate called after throwing an instance of '(.+)'$");
  private static final Pattern CPP_WHAT = Pattern.compile("^\\s*what\\(\\):\\s*(.*)$");
  private static final Pattern CPP_BARE = Pattern.compile("^terminate called (?!after)(.*)$");
  private static final Pattern JVM_CRASH =
      Pattern.compile("^# A fatal error has been detected by the Java Runtime Environment:$");
  private static final Pattern JVM_MEMORY =
      Pattern.compile("^# (There is insufficient memory for the Java Runtime.*)$");
  private static final Pattern JVM_CRASH_CAUSE = Pattern.compile("^#\\s+(\\S.*)$");
  private static final String PYTHON = "Traceback (most recent call last):";
  private static final Pattern PYTHON_ERROR = Pattern.compile("^[A-Za-z_][\\w.]*(: .*)?$");
  private static final Pattern PYTHON_SYNTAX =
      Pattern.compile("^((?:Syntax|Indentation|Tab)Error: .+)$");
  private static final Pattern NODE_ERROR =
      Pattern.compile("^(?:Uncaught )?((?:[A-Z]\\w*)?(?:Error|Exception)\\b.*)$");

  private PanicMessage() {}

  /**
   * The message of the last panic in these lines.
   *
   * @param stderr the last lines of the incarnation that ended, oldest first
   */
  public static Optional<String> in(List<String> stderr) {
    for (int i = stderr.size() - 1; i >= 0; i--) {
      Optional<String> found = at(stderr, i);
      if (found.isPresent()) {
        return found.map(PanicMessage::shorten);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> at(List<String> lines, int index) {
    String line = lines.get(index);
    for (Pattern pattern : ONE_LINE) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.matches()) {
        String message = matcher.group(1).strip();
        return Optional.of(message.isEmpty() ? line.strip() : message);
      }
    }
    if (line.equals(PYTHON)) {
      return python(lines, index);
    }
    if (RUST.matcher(line).matches()) {
      return after(lines, index);
    }
    if (JVM_CRASH.matcher(line).matches()) {
      return firstAfter(lines, index, JVM_CRASH_CAUSE);
    }
    return group(JVM_MEMORY, line)
        .or(() -> cpp(lines, index))
        .or(() -> group(PYTHON_SYNTAX, line))
        .or(() -> node(lines, index));
  }

  /** The last line of a traceback is the first that is not indented. */
  private static Optional<String> python(List<String> lines, int index) {
    for (String line : lines.subList(index + 1, lines.size())) {
      if (!line.startsWith(" ") && PYTHON_ERROR.matcher(line).matches()) {
        return Optional.of(line.strip());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> cpp(List<String> lines, int index) {
    String line = lines.get(index);
    Optional<String> type = group(CPP, line);
    if (type.isPresent()) {
      Optional<String> what =
          index + 1 < lines.size() ? group(CPP_WHAT, lines.get(index + 1)) : Optional.empty();
      return Optional.of(type.get() + what.map(text -> ": " + text).orElse(""));
    }
    return group(CPP_BARE, line).map(rest -> "terminate called " + rest);
  }

  /** Node prints the error, then its stack; the stack makes the difference to any other text. */
  private static Optional<String> node(List<String> lines, int index) {
    boolean hasStack =
        index + 1 < lines.size() && lines.get(index + 1).matches("^\\s+at .+[:)\\d].*$");
    return hasStack ? group(NODE_ERROR, lines.get(index)) : Optional.empty();
  }

  private static Optional<String> after(List<String> lines, int index) {
    return index + 1 < lines.size() ? Optional.of(lines.get(index + 1).strip()) : Optional.empty();
  }

  private static Optional<String> firstAfter(List<String> lines, int index, Pattern pattern) {
    return lines.subList(index + 1, lines.size()).stream()
        .flatMap(line -> group(pattern, line).stream())
        .findFirst();
  }

  private static Optional<String> group(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.matches() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }

  private static String shorten(String message) {
    return message.length() <= MAX_LENGTH ? message : message.substring(0, MAX_LENGTH - 1) + "…";
  }
}
