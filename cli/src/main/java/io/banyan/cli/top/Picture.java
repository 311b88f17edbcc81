package io.banyan.cli.top;

import java.util.List;
import java.util.Optional;

/**
 * All that is known and can be drawn.
 *
 * @param runtime its name
 * @param services all processes, in the order of the tree
 * @param logs of the one whose logs are in front
 * @param clock time of day, for people
 * @param trouble why this is not up to date; empty when it is
 */
record Picture(
    String runtime,
    List<Service> services,
    List<String> logs,
    String clock,
    Optional<String> trouble) {

  static Picture blank(String runtime) {
    return new Picture(runtime, List.of(), List.of(), "", Optional.empty());
  }
}
