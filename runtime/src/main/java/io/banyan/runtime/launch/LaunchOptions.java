package io.banyan.runtime.launch;

import java.util.Optional;

/**
 * What is changed about a process before its program runs. What is empty stays as it is for the
 * runtime itself.
 *
 * @param user name or number; its own group and groups come with it. The environment ({@code HOME},
 *     {@code USER}) is not changed
 * @param group name or number, instead of the user's own
 * @param umask 0 to 0777
 * @param nice -20 (first) to 19 (last), not relative to the runtime's own
 * @param openFiles how many descriptors it may have open, at least 3
 * @param processes how many processes and threads there may be, at least 1. In a cgroup that is
 *     this process and its descendants; without one it is all that its user runs, and does not hold
 *     for root
 */
public record LaunchOptions(
    Optional<String> user,
    Optional<String> group,
    Optional<Integer> umask,
    Optional<Integer> nice,
    Optional<Integer> openFiles,
    Optional<Integer> processes) {

  /** Nothing is changed. */
  public static final LaunchOptions NONE =
      new LaunchOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public static final int LOWEST_NICE = -20;
  public static final int HIGHEST_NICE = 19;
  public static final int HIGHEST_UMASK = 0777;

  /** Standard input, output and error. */
  public static final int FEWEST_OPEN_FILES = 3;

  public LaunchOptions {
    check("umask", umask, 0, HIGHEST_UMASK);
    check("nice", nice, LOWEST_NICE, HIGHEST_NICE);
    check("open-files", openFiles, FEWEST_OPEN_FILES, Integer.MAX_VALUE);
    check("processes", processes, 1, Integer.MAX_VALUE);
  }

  public boolean isNone() {
    return equals(NONE);
  }

  public LaunchOptions withUser(String name) {
    return new LaunchOptions(Optional.of(name), group, umask, nice, openFiles, processes);
  }

  public LaunchOptions withGroup(String name) {
    return new LaunchOptions(user, Optional.of(name), umask, nice, openFiles, processes);
  }

  public LaunchOptions withUmask(int mask) {
    return new LaunchOptions(user, group, Optional.of(mask), nice, openFiles, processes);
  }

  public LaunchOptions withNice(int value) {
    return new LaunchOptions(user, group, umask, Optional.of(value), openFiles, processes);
  }

  public LaunchOptions withOpenFiles(int most) {
    return new LaunchOptions(user, group, umask, nice, Optional.of(most), processes);
  }

  public LaunchOptions withProcesses(int most) {
    return new LaunchOptions(user, group, umask, nice, openFiles, Optional.of(most));
  }

  /** The same, with the number of processes left to somebody else. */
  public LaunchOptions withoutProcesses() {
    return new LaunchOptions(user, group, umask, nice, openFiles, Optional.empty());
  }

  private static void check(String name, Optional<Integer> value, int minimum, int maximum) {
    if (value.filter(given -> given < minimum || given > maximum).isPresent()) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d, not %d".formatted(name, minimum, maximum, value.get()));
    }
  }
}
