package io.banyan.runtime.containment;

import java.util.UUID;

/**
 * What all processes of one runtime carry in their environment, and nobody else does.
 *
 * @param value unique among all runtimes that ever were
 */
public record RuntimeCookie(String value) {

  /** Name of the variable that holds the cookie. */
  public static final String VARIABLE = "BANYAN_RUNTIME";

  /** A cookie that nobody has had before. */
  public static RuntimeCookie random() {
    return new RuntimeCookie(UUID.randomUUID().toString());
  }
}
