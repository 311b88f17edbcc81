package io.banyan.runtime.proc;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the text of {@code /proc/PID/stat}. Written by hand, because a sweep over the machine reads
 * thousands of them: no objects but the result.
 */
final class StatParser {

  // Counted as in proc(5); the name is field 2.
  private static final int STATE = 3;
  private static final int PARENT = 4;
  private static final int GROUP = 5;
  private static final int SESSION = 6;
  private static final int FLAGS = 9;
  private static final int USER_TIME = 14;
  private static final int SYSTEM_TIME = 15;
  private static final int CHILDREN_TIME = 16;
  private static final int CHILDREN_SYSTEM_TIME = 17;
  private static final int THREADS = 20;
  private static final int START_TIME = 22;
  private static final int VSIZE = 23;
  private static final int RSS = 24;

  private final byte[] text;
  private final int open;
  private final int close;
  private final long[] numbers = new long[RSS + 1];

  private StatParser(byte[] text, int open, int close) {
    this.text = text;
    this.open = open;
    this.close = close;
  }

  /**
   * The name, in parentheses, may itself hold anything: the last parenthesis ends it.
   *
   * @return empty when it is not of that form, or cut off
   */
  static Optional<ProcStat> parse(byte[] text, int length) {
    int open = 0;
    while (open < length && text[open] != '(') {
      open++;
    }
    int close = length - 1;
    while (close > open && text[close] != ')') {
      close--;
    }
    // Behind the name: a space, the state, a space.
    if (open < 2 || close <= open || close + 3 >= length) {
      return Optional.empty();
    }
    StatParser parser = new StatParser(text, open, close);
    return parser.readNumbers(length) ? Optional.of(parser.stat()) : Optional.empty();
  }

  private boolean readNumbers(int length) {
    int at = close + 4;
    for (int field = PARENT; field <= RSS; field++) {
      boolean negative = at < length && text[at] == '-';
      int digits = negative ? at + 1 : at;
      long value = 0;
      at = digits;
      while (at < length && isDigit(text[at])) {
        value = value * 10 + (text[at++] - '0');
      }
      if (at == digits || at == length || text[at] != ' ') {
        return false;
      }
      numbers[field] = negative ? -value : value;
      at++;
    }
    return true;
  }

  private ProcStat stat() {
    long pid = 0;
    for (int at = 0; at < open && isDigit(text[at]); at++) {
      pid = pid * 10 + (text[at] - '0');
    }
    return new ProcStat(
        pid,
        // A process may name itself with any bytes; Latin 1 can read them all.
        new String(text, open + 1, close - open - 1, StandardCharsets.ISO_8859_1),
        (char) text[close + STATE - 1],
        new ProcStat.Ties(numbers[PARENT], numbers[GROUP], numbers[SESSION]),
        numbers[FLAGS],
        new ProcStat.CpuTicks(
            numbers[USER_TIME],
            numbers[SYSTEM_TIME],
            numbers[CHILDREN_TIME],
            numbers[CHILDREN_SYSTEM_TIME]),
        (int) numbers[THREADS],
        numbers[START_TIME],
        numbers[VSIZE],
        numbers[RSS]);
  }

  private static boolean isDigit(byte one) {
    return one >= '0' && one <= '9';
  }
}
