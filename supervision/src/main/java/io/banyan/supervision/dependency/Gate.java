package io.banyan.supervision.dependency;

import io.banyan.supervision.spec.Dependency;
import java.util.List;

/**
 * What a child still waits for before it can be started.
 *
 * @param missing what has not come; empty when it can be started
 */
public record Gate(List<Dependency> missing) {

  public Gate {
    missing = List.copyOf(missing);
  }

  public boolean isOpen() {
    return missing.isEmpty();
  }

  /** The rest of a sentence that begins with waits for: {@code database to be ready}. */
  public String words() {
    return String.join(" and ", missing.stream().map(Gate::words).toList());
  }

  private static String words(Dependency dependency) {
    return dependency.condition() instanceof Dependency.LogLine line
        ? dependency.id() + " to log \"" + line.regex() + '"'
        : dependency.id() + " to be " + ((Dependency.State) dependency.condition()).text();
  }
}
