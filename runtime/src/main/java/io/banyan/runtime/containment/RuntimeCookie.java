package io.banyan.runtime.containment;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What all processes of one runtime carry in their environment, and nobody else does.
 *
 * @param value unique among all runtimes that ever were
 */
public record RuntimeCookie(String value) {

  /** Name of the variable that holds the cookie. */
  public static final String VARIABLE = "BANYAN_RUNTIME";

  /**
   * These variables and the cookie. Who inherits them is spared a copy at each launch; that all
   * processes carry the cookie does not depend on it.
   */
  public Map<String, String> in(Map<String, String> environment) {
    Map<String, String> marked = new HashMap<>(environment);
    marked.put(VARIABLE, value);
    return Map.copyOf(marked);
  }

  /** A cookie that nobody has had before. */
  public static RuntimeCookie random() {
    return new RuntimeCookie(UUID.randomUUID().toString());
  }
}
