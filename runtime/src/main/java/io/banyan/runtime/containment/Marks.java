package io.banyan.runtime.containment;

import io.banyan.runtime.engine.LaunchSpec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the environment of a process says about where it comes from.
 *
 * @param incarnation empty when it was launched without one
 * @param left declared to be left alone
 */
record Marks(String incarnation, boolean left) {

  /** Empty when the environment does not carry this cookie. */
  static Optional<Marks> of(byte[] environment, RuntimeCookie cookie) {
    // Latin 1 keeps every byte; marks are compared as bytes, whatever the user's character set.
    String text = "\0" + new String(environment, StandardCharsets.ISO_8859_1);
    String runtime = "\0" + RuntimeCookie.VARIABLE + "=" + cookie.value() + "\0";
    if (!text.contains(runtime)) {
      return Optional.empty();
    }
    return Optional.of(
        new Marks(
            value(text, LaunchSpec.COOKIE),
            value(text, Escaped.VARIABLE).equals(Escaped.LEAVE.text())));
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
