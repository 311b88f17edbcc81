package io.banyan.runtime.proc;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process may take of one resource.
 *
 * @param name as the system calls it, with dashes: {@code open-files}, {@code processes}
 * @param soft what is in force; empty for no limit
 * @param hard what the process may raise it to by itself; empty for no limit
 * @param unit {@code files}, {@code bytes}, {@code seconds}; may be empty
 */
public record ResourceLimit(String name, OptionalLong soft, OptionalLong hard, String unit) {

  private static final Pattern LINE =
      Pattern.compile("Max (.+?)\\s{2,}(\\S+)\\s+(\\S+)\\s*(\\S*)\\s*");

  /** From {@code /proc/PID/limits}; lines of another form are left out. */
  static List<ResourceLimit> parse(String table) {
    return table
        .lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(
            line ->
                new ResourceLimit(
                    line.group(1).replace(' ', '-').toLowerCase(Locale.ROOT),
                    number(line.group(2)),
                    number(line.group(3)),
                    line.group(4)))
        .toList();
  }

  private static OptionalLong number(String text) {
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}
