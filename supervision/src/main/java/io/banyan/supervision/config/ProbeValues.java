package io.banyan.supervision.config;

import com.typesafe.config.ConfigValue;
import io.banyan.runtime.probe.Endpoint;
import io.banyan.runtime.probe.Probe;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What is asked by a probe, as it is written. */
final class ProbeValues {

  private static final Pattern HTTP = Pattern.compile("(http://)?([^/\\s]+)(/[^\\s\\p{Cntrl}]*)?");
  private static final Pattern REQUEST =
      Pattern.compile("(GET|HEAD|POST|PUT|PATCH|DELETE) +(\\S.*)");
  private static final int HTTP_PORT = 80;

  private ProbeValues() {}

  static Endpoint endpoint(ConfigValue value) throws WrongValue {
    return Endpoint.parse(Conversions.plainText(value).orElse(""))
        .orElseThrow(
            () -> Conversions.mustBe("a port or host:port, such as 5432 or db:5432", value));
  }

  static Probe.Http http(ConfigValue value) throws WrongValue {
    return http(Conversions.plainText(value).orElse(""), "GET", value);
  }

  /** A URL, as above, after the method; without one it is GET. */
  static Probe.Http request(ConfigValue value) throws WrongValue {
    Matcher matcher = REQUEST.matcher(Conversions.plainText(value).orElse(""));
    return matcher.matches()
        ? http(matcher.group(2), matcher.group(1), value)
        : http(Conversions.plainText(value).orElse(""), "GET", value);
  }

  private static Probe.Http http(String text, String method, ConfigValue value) throws WrongValue {
    if (text.startsWith("https:")) {
      throw new WrongValue("https is not supported; let exec ask with a program such as curl");
    }
    Matcher matcher = HTTP.matcher(text);
    Optional<Endpoint> endpoint =
        matcher.matches() ? server(matcher.group(2), matcher.group(1) != null) : Optional.empty();
    if (endpoint.isEmpty()) {
      throw Conversions.mustBe(
          "a port with a path or a URL, such as 8080/healthz or http://web:8080/healthz", value);
    }
    String path = matcher.group(3) == null ? "/" : matcher.group(3).replaceFirst("#.*", "");
    return new Probe.Http(endpoint.get(), path, Set.of(), method);
  }

  static String regex(ConfigValue value) throws WrongValue {
    String text = Conversions.text(value);
    if (text.isEmpty()) {
      throw new WrongValue("must not be empty: every line would do");
    }
    try {
      Pattern.compile(text);
      return text;
    } catch (PatternSyntaxException e) {
      throw new WrongValue(
          "must be a regular expression: " + e.getDescription() + " at position " + e.getIndex());
    }
  }

  /** In a URL the port may be left out. */
  private static Optional<Endpoint> server(String text, boolean url) {
    boolean noPort = url && !text.matches(".*:\\d+");
    return Endpoint.parse(noPort ? text + ":" + HTTP_PORT : text);
  }
}
