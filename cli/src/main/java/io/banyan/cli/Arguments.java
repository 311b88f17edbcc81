package io.banyan.cli;

import io.banyan.runtime.engine.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes of {@code kill -9 ID} what an option parser can read: {@code kill --signal=9 ID}.
 * Everything else stays as it is.
 */
final class Arguments {

  private static final Set<String> WITH_VALUE = Set.of("--config", "--runtime");

  private Arguments() {}

  static String[] prepare(String[] given) {
    int command = position(given);
    if (command == given.length || !given[command].startsWith("kill")) {
      return given;
    }
    List<String> prepared = new ArrayList<>(List.of(given).subList(0, command + 1));
    boolean options = true;
    for (String argument : List.of(given).subList(command + 1, given.length)) {
      options &= !argument.equals("--");
      prepared.add(options && isSignal(argument) ? "--signal=" + argument.substring(1) : argument);
    }
    return prepared.toArray(String[]::new);
  }

  /** The command's name; empty when there is none. */
  static Optional<String> command(String[] given) {
    int at = position(given);
    return at == given.length ? Optional.empty() : Optional.of(given[at]);
  }

  /**
   * Where the command's name is: the first word that is neither an option nor an option's value.
   */
  private static int position(String[] given) {
    int at = 0;
    while (at < given.length && given[at].startsWith("-")) {
      at += WITH_VALUE.contains(given[at]) ? 2 : 1;
    }
    return Math.min(at, given.length);
  }

  /** As for kill(1): a dash and a number or capitals, whether or not there is such a signal. */
  private static boolean isSignal(String argument) {
    return argument.matches("-([0-9]+|[A-Z][A-Z0-9+]*)")
        || (argument.matches("-[a-z][a-z0-9+]+")
            && Signal.parse(argument.substring(1)).isPresent());
  }
}
