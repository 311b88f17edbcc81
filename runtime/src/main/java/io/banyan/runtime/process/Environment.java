package io.banyan.runtime.process;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of a process, as changes to those of the runtime.
 *
 * @param clear start from nothing instead of the runtime's own variables
 * @param changes a value sets, an empty one unsets
 */
public record Environment(boolean clear, Map<String, Optional<String>> changes) {

  /** The runtime's own variables, unchanged. */
  public static final Environment INHERITED = new Environment(false, Map.of());

  public Environment {
    changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
  }

  /** The same with one more variable set. */
  public Environment with(String name, String value) {
    Map<String, Optional<String>> more = new LinkedHashMap<>(changes);
    more.put(name, Optional.of(value));
    return new Environment(clear, more);
  }

  /** All variables the process gets, given those of the runtime; the caller may add some. */
  public Map<String, String> applyTo(Map<String, String> inherited) {
    Map<String, String> result = clear ? new HashMap<>() : new HashMap<>(inherited);
    changes.forEach(
        (name, value) ->
            value.ifPresentOrElse(text -> result.put(name, text), () -> result.remove(name)));
    return result;
  }
}
