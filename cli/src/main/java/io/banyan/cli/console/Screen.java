package io.banyan.cli.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be drawn on.
 *
 * @param width in characters, 40 to 300
 * @param unicode whether its locale says that it shows more than ASCII
 */
public record Screen(int width, boolean unicode) {

  private static final int USUAL = 80;
  private static final int NARROWEST = 40;
  private static final int WIDEST = 300;
  private static final long STTY_MILLIS = 500;
  private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");

  public Screen {
    width = Math.max(NARROWEST, Math.min(WIDEST, width));
  }

  /** The screen of this process: {@code COLUMNS} if that is set, else what the terminal says. */
  public static Screen of(Console console) {
    Map<String, String> env = console.env();
    String columns = env.getOrDefault("COLUMNS", "").trim();
    int width =
        columns.matches("\\d{1,4}")
            ? Integer.parseInt(columns)
            : Boolean.getBoolean("banyan.terminal") ? terminalWidth() : USUAL;
    return new Screen(width, unicode(env));
  }

  /** The first of these that is set counts, as POSIX says. */
  private static boolean unicode(Map<String, String> env) {
    for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String locale = env.getOrDefault(variable, "");
      if (!locale.isEmpty()) {
        return locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
      }
    }
    return false;
  }

  private static int terminalWidth() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      Matcher matcher = SIZE.matcher(size);
      boolean told = stty.waitFor(STTY_MILLIS, TimeUnit.MILLISECONDS) && matcher.matches();
      return told ? Integer.parseInt(matcher.group(1)) : USUAL;
    } catch (IOException e) {
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }
}
