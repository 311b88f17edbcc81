package io.banyan.runtime.alert;

import java.time.Duration;
import java.util.List;

/** What an alert does. That it was raised and cleared is told as events in any case. */
public sealed interface AlertAction {

  /** In one word, as configuration spells it. */
  String text();

  /** Nothing but an event. */
  record TellEvent() implements AlertAction {
    @Override
    public String text() {
      return "event";
    }
  }

  /** A warning in the runtime's own log. */
  record WriteLog() implements AlertAction {
    @Override
    public String text() {
      return "log";
    }
  }

  /**
   * A program, with the facts in its environment.
   *
   * @param argv program and arguments, at least the program
   * @param limit how long it may take before it is killed
   */
  record RunCommand(List<String> argv, Duration limit) implements AlertAction {
    public RunCommand {
      argv = List.copyOf(argv);
      if (argv.isEmpty() || argv.get(0).isEmpty()) {
        throw new IllegalArgumentException("a command needs a program");
      }
    }

    @Override
    public String text() {
      return "command";
    }
  }

  /** Its supervisor stops the process and starts it again, as an operator's restart does. */
  record Restart() implements AlertAction {
    @Override
    public String text() {
      return "restart";
    }
  }
}
