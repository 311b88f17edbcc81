package io.banyan.runtime.engine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A POSIX signal by name and number (numbers are those of Linux on common architectures).
 *
 * @param name without {@code SIG}: {@code TERM}
 * @param number 1 to 64
 */
public record Signal(String name, int number) {

  private static final Map<String, Signal> BY_NAME = new LinkedHashMap<>();
  private static final Map<Integer, Signal> BY_NUMBER = new HashMap<>();
  private static final int FIRST_REALTIME = 34;
  private static final int LAST_REALTIME = 64;

  static {
    String[] names = {
      "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
      "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
      "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"
    };
    for (int i = 0; i < names.length; i++) {
      Signal signal = new Signal(names[i], i + 1);
      BY_NAME.put(signal.name(), signal);
      BY_NUMBER.put(signal.number(), signal);
    }
  }

  public static final Signal HUP = named("HUP");
  public static final Signal INT = named("INT");
  public static final Signal QUIT = named("QUIT");
  public static final Signal ABRT = named("ABRT");
  public static final Signal KILL = named("KILL");
  public static final Signal TERM = named("TERM");
  public static final Signal STOP = named("STOP");
  public static final Signal CONT = named("CONT");

  /** Reads {@code TERM}, {@code SIGTERM}, {@code sigterm}, {@code 15} or {@code RTMIN+3}. */
  public static Optional<Signal> parse(String text) {
    String name = text.trim().toUpperCase(Locale.ROOT);
    if (name.startsWith("SIG")) {
      name = name.substring(3);
    }
    Signal known = BY_NAME.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    if (name.equals("RTMIN")) {
      return ofNumber(FIRST_REALTIME);
    }
    if (name.matches("RTMIN\\+\\d{1,2}")) {
      return ofNumber(FIRST_REALTIME + Integer.parseInt(name.substring(6)));
    }
    return name.matches("\\d{1,2}") ? ofNumber(Integer.parseInt(name)) : Optional.empty();
  }

  /** The signal with this number, if there is one. */
  public static Optional<Signal> ofNumber(int number) {
    if (number >= FIRST_REALTIME && number <= LAST_REALTIME) {
      int offset = number - FIRST_REALTIME;
      return Optional.of(new Signal(offset == 0 ? "RTMIN" : "RTMIN+" + offset, number));
    }
    return Optional.ofNullable(BY_NUMBER.get(number));
  }

  /** Whether its usual meaning is that the process should end. */
  public boolean asksToEnd() {
    return equals(TERM) || equals(KILL) || equals(INT) || equals(QUIT) || equals(ABRT);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Signal named(String name) {
    Signal signal = BY_NAME.get(name);
    if (signal == null) {
      throw new IllegalArgumentException(name);
    }
    return signal;
  }
}
