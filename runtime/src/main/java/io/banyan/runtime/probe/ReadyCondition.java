package io.banyan.runtime.probe;

import io.banyan.runtime.engine.NotifyChannel;
import io.banyan.runtime.engine.OutputStreamKind;
import java.util.Set;
import java.util.regex.Pattern;

/** By what a process is known to be ready. */
public sealed interface ReadyCondition {

  /** It is asked until it answers as it should. */
  record Answers(Probe probe) implements ReadyCondition {}

  /**
   * It writes a line.
   *
   * @param regex a regular expression that is found in the line
   * @param streams where
   */
  record LogLine(String regex, Set<OutputStreamKind> streams) implements ReadyCondition {
    public LogLine {
      Pattern.compile(regex);
      streams = Set.copyOf(streams);
    }
  }

  /** It says so by itself. */
  record Notified(NotifyChannel channel) implements ReadyCondition {}
}
