package io.banyan.runtime.event;

import java.util.Optional;
import java.util.Set;

/**
 * Which facts are wanted. An empty part wants all, but for measurements: those have to be named.
 *
 * @param child a path, which means that child and all below it, or an id alone, which means every
 *     child of that id
 * @param types names as in {@link EventType}
 */
public record EventFilter(Optional<String> child, Set<String> types) {

  private static final EventFilter ALL = new EventFilter(Optional.empty(), Set.of());

  /**
   * @throws IllegalArgumentException when there is no such type
   */
  public EventFilter {
    types = Set.copyOf(types);
    for (String type : types) {
      if (!EventType.all().contains(type)) {
        throw new IllegalArgumentException(
            "no such type: " + type + "; there are " + String.join(", ", EventType.all()));
      }
    }
  }

  /** Wants everything but measurements. */
  public static EventFilter all() {
    return ALL;
  }

  /** The same, but only about this child and those below it. */
  public EventFilter about(String idOrPath) {
    return new EventFilter(Optional.of(idOrPath), types);
  }

  /** The same, but only of these types. */
  public EventFilter ofTypes(Set<String> names) {
    return new EventFilter(child, names);
  }

  public boolean matches(ProcessEvent event) {
    return child.map(name -> isAbout(event.path(), name)).orElse(true)
        && (types.isEmpty()
            ? !event.isMeasurement()
            : types.stream().anyMatch(type -> EventType.matches(event, type)));
  }

  private static boolean isAbout(ChildPath path, String name) {
    return path.text().equals(name) || path.id().equals(name) || new ChildPath(name).isAbove(path);
  }
}
