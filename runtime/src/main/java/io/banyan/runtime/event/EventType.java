package io.banyan.runtime.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of the kinds of fact: that of the record in lower case with hyphens ({@code
 * not-ready}); an end is called by its outcome ({@code stopped}, {@code killed}, {@code exited},
 * {@code failed}), and {@code ended} stands for all four.
 */
public final class EventType {

  /** What every end is, whatever its outcome. */
  public static final String ENDED = "ended";

  private EventType() {}

  /** The name of this fact's kind. */
  public static String of(ProcessEvent event) {
    return event instanceof ProcessEvent.Ended ended
        ? name(ended.outcome())
        : name(event.getClass());
  }

  /** All names there are, sorted. */
  public static Set<String> all() {
    Set<String> names = new TreeSet<>();
    Arrays.stream(ProcessEvent.class.getPermittedSubclasses())
        .map(EventType::name)
        .forEach(names::add);
    Arrays.stream(Outcome.values()).map(EventType::name).forEach(names::add);
    return names;
  }

  /** Whether a fact of this kind is meant by this name. */
  static boolean matches(ProcessEvent event, String name) {
    return of(event).equals(name) || (event instanceof ProcessEvent.Ended && name.equals(ENDED));
  }

  private static String name(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static String name(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
