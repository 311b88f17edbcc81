package io.banyan.runtime.containment;

import io.banyan.runtime.engine.LaunchSpec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * What the environment of a process says about where it comes from.
 *
 * @param incarnation empty when it was launched without one
 * @param left declared to be left alone when its process has ended
 * @param adoptable declared to outlive the runtime
 */
record Marks(String incarnation, boolean left, boolean adoptable) {

  private static final String NAME = "\0" + RuntimeCookie.VARIABLE + "=";

  /** Empty when the environment carries none of these cookies. */
  static Optional<Marks> of(byte[] environment, Set<RuntimeCookie> cookies) {
    // Latin 1 keeps every byte; marks are compared as bytes, whatever the user's character set.
    String text = "\0" + new String(environment, StandardCharsets.ISO_8859_1);
    if (!text.contains(NAME) || cookies.stream().noneMatch(cookie -> carries(text, cookie))) {
      return Optional.empty();
    }
    return Optional.of(
        new Marks(
            value(text, LaunchSpec.COOKIE),
            value(text, Escaped.VARIABLE).equals(Escaped.LEAVE.text()),
            value(text, OnRuntimeDeath.VARIABLE).equals(OnRuntimeDeath.ADOPT.text())));
  }

  /**
   * Whether nothing in the environment says that this is another process than the one that was
   * launched so. A program may have overwritten its variables, or have been started without any.
   */
  static boolean mayBe(byte[] environment, RuntimeCookie cookie, String incarnation) {
    String text = "\0" + new String(environment, StandardCharsets.ISO_8859_1);
    return !text.contains(NAME)
        || (carries(text, cookie) && value(text, LaunchSpec.COOKIE).equals(incarnation));
  }

  private static boolean carries(String text, RuntimeCookie cookie) {
    return text.contains(NAME + cookie.value() + "\0");
  }

  private static String value(String text, String variable) {
    String start = "\0" + variable + "=";
    int at = text.indexOf(start);
    if (at < 0) {
      return "";
    }
    int from = at + start.length();
    int end = text.indexOf('\0', from);
    return text.substring(from, end < 0 ? text.length() : end);
  }
}
