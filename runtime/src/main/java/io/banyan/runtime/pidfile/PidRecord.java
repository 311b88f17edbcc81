package io.banyan.runtime.pidfile;

import io.banyan.runtime.engine.ProcessIdentity;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pid file says. The first line is the pid alone, as everybody expects; the second is one
 * word that is no number, so that it is no pid to {@code kill $(cat FILE)}.
 *
 * @param process start time 0 when another program has written the file
 * @param boot in which run of the machine; start times of another mean nothing
 */
record PidRecord(ProcessIdentity process, Optional<String> boot) {

  private static final Pattern TEXT =
      Pattern.compile(
          "\\s*(\\d{1,18})(?:\\s+start=(\\d{1,18})(?:,boot=([0-9a-zA-Z-]+))?)?(\\s.*)?",
          Pattern.DOTALL);

  /** Empty when it is no pid file; what other programs write behind the pid is not looked at. */
  static Optional<PidRecord> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      return Optional.empty();
    }
    long startTime = matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2));
    return Optional.of(
        new PidRecord(
            new ProcessIdentity(Long.parseLong(matcher.group(1)), startTime),
            Optional.ofNullable(matcher.group(3))));
  }

  String text() {
    return "%d\nstart=%d%s\n"
        .formatted(process.pid(), process.startTime(), boot.map(id -> ",boot=" + id).orElse(""));
  }
}
