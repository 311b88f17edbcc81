package io.banyan.runtime.inspect;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Hides what should not be shown of an environment: the values of variables whose name looks like
 * that of a secret, and the password in a URL.
 */
public final class Mask {

  /** What is shown in place of what is hidden. */
  public static final String HIDDEN = "***";

  private static final Pattern URL_PASSWORD =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s:@]*):[^/\\s@]*@");

  private final List<Pattern> names;

  /**
   * @param names regular expressions; a variable is hidden when one of them is found in its name
   */
  public Mask(List<Pattern> names) {
    this.names = List.copyOf(names);
  }

  /** The same variables, by name, as they may be shown. */
  public Map<String, String> of(Map<String, String> variables) {
    Map<String, String> shown = new TreeMap<>();
    variables.forEach((name, value) -> shown.put(name, shown(name, value)));
    return shown;
  }

  private String shown(String name, String value) {
    boolean secret = names.stream().anyMatch(pattern -> pattern.matcher(name).find());
    return secret && !value.isEmpty()
        ? HIDDEN
        : URL_PASSWORD.matcher(value).replaceAll("$1:" + HIDDEN + "@");
  }
}
