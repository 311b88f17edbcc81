package io.banyan.supervision.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The variables in a file of lines {@code NAME=VALUE}, as Docker and systemd read them.
 *
 * <ul>
 *   <li>Blank lines, and those that begin with {@code #} or {@code ;}, say nothing.
 *   <li>{@code export } before a name is skipped. A name has letters, digits, {@code _}, {@code .}
 *       and {@code -}, and begins with a letter or {@code _}. Of two with one name the later wins.
 *   <li>A value without quotes is the rest of the line without the blanks around it; a {@code #} in
 *       it belongs to it. It must not end with a backslash, which only systemd takes for more to
 *       come.
 *   <li>In single quotes everything stands for itself. In double quotes <code>\" \\ \$ \`</code>
 *       stand for what is behind the backslash, {@code \n}, {@code \r} and {@code \t} for a
 *       newline, a carriage return and a tab; any other backslash stands for itself. Both kinds go
 *       on over the ends of lines. Behind the closing quote there can only be a comment.
 *   <li>Nothing is substituted.
 * </ul>
 *
 * <p>What is in such a file may be secret, so that no mistake repeats any of it.
 *
 * @param variables in the order of their first line
 * @param problems what is wrong; the variables are of no use then
 */
record EnvironmentFile(Map<String, String> variables, List<Problem> problems) {

  /**
   * What is wrong in one line.
   *
   * @param line from 1; where a value begins, if it goes over several
   */
  record Problem(int line, String message) {}

  static EnvironmentFile parse(String text) {
    Scanner scanner = new Scanner(text);
    while (scanner.hasMore()) {
      scanner.line();
    }
    return new EnvironmentFile(scanner.variables, scanner.problems);
  }

  /** Goes through the text once. */
  private static final class Scanner {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern EXPORT = Pattern.compile("^export[ \\t]+");

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final String text;
    private int at;
    private int line;

    Scanner(String text) {
      this.text = text;
    }

    boolean hasMore() {
      return at < text.length();
    }

    void line() {
      line++;
      int end = endOfLine();
      String all = text.substring(at, end);
      String rest = all.strip();
      int equals = all.indexOf('=');
      if (rest.isEmpty() || rest.startsWith("#") || rest.startsWith(";")) {
        at = end + 1;
      } else if (equals < 0) {
        problem(line, "must be NAME=VALUE");
        at = end + 1;
      } else {
        String name = EXPORT.matcher(all.substring(0, equals).strip()).replaceFirst("");
        variable(name, at + equals + 1);
      }
    }

    private void variable(String name, int valueFrom) {
      int first = line;
      boolean named = NAME.matcher(name).matches();
      if (!named) {
        problem(
            first,
            "the name before = must have letters, digits, _, . and - only, and begin with a letter"
                + " or _");
      }
      at = valueFrom;
      skipBlanks();
      char quote = hasMore() ? text.charAt(at) : '\n';
      String value = quote == '\'' || quote == '"' ? quoted(quote) : plain();
      if (named) {
        variables.put(name, value);
      }
    }

    private String plain() {
      int end = endOfLine();
      String value = text.substring(at, end).strip();
      at = end + 1;
      if (value.endsWith("\\")) {
        problem(line, "ends with a backslash; lines are not continued, so put it in quotes");
      }
      return value;
    }

    private String quoted(char quote) {
      int first = line;
      StringBuilder value = new StringBuilder();
      for (at++; hasMore() && text.charAt(at) != quote; at++) {
        char next = text.charAt(at);
        if (next == '\\' && quote == '"' && at + 1 < text.length()) {
          at++;
          next = text.charAt(at);
          value.append(unescaped(next));
        } else {
          value.append(next);
        }
        line += next == '\n' ? 1 : 0;
      }
      if (!hasMore()) {
        problem(first, "the quote that begins the value does not end");
        return "";
      }
      at++;
      afterQuote();
      return value.toString().replace("\r\n", "\n");
    }

    private static String unescaped(char behind) {
      return switch (behind) {
        case '"', '\\', '$', '`' -> String.valueOf(behind);
        case 'n' -> "\n";
        case 'r' -> "\r";
        case 't' -> "\t";
        default -> "\\" + behind;
      };
    }

    private void afterQuote() {
      int end = endOfLine();
      String rest = text.substring(at, end);
      if (!rest.isBlank() && !rest.matches("[ \\t]+#.*\\r?")) {
        problem(line, "there is more behind the closing quote");
      }
      at = end + 1;
    }

    private void skipBlanks() {
      while (hasMore() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
    }

    private int endOfLine() {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end;
    }

    private void problem(int where, String message) {
      problems.add(new Problem(where, message));
    }
  }
}
