package io.banyan.cli;

/**
 * What a program wrote about itself.
 *
 * @param start whether it started, rather than being about to end
 * @param incarnation as it found it in its environment: {@code p7#3}
 * @param micros wall-clock time since 1970
 * @param how its exit code, or the name of a signal
 */
record Stamp(boolean start, String incarnation, long pid, long micros, String how) {

  static Stamp parse(String line) {
    String[] words = line.split(" ", -1);
    return new Stamp(
        words[0].equals("start"),
        words[1],
        Long.parseLong(words[2]),
        Long.parseLong(words[3]) / 1_000,
        words[4]);
  }
}
