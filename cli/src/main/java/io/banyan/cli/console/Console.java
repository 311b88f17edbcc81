package io.banyan.cli.console;

import io.banyan.cli.text.Style;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command speaks: answers on {@code out}, progress and errors on {@code err}, both UTF-8
 * whatever the locale. A reader that has gone away ({@code banyan logs x | head}) is no error.
 *
 * @param style how {@code out} may be coloured
 */
public record Console(PrintStream out, PrintStream err, Style style, Map<String, String> env) {

  private static final int BUFFER = 8 * 1024;

  /**
   * The console of this process.
   *
   * <p>Whether stdout is a terminal is told by the launcher, in the property {@code
   * banyan.terminal}: what {@code System.console()} says of it depends on stdin and on the JDK.
   */
  public static Console ofThisProcess() {
    Map<String, String> env = System.getenv();
    boolean colour =
        Boolean.getBoolean("banyan.terminal") && env.getOrDefault("NO_COLOR", "").isEmpty();
    return new Console(
        stream(FileDescriptor.out), stream(FileDescriptor.err), new Style(colour), env);
  }

  public boolean debug() {
    return Boolean.parseBoolean(env.get("BANYAN_DEBUG"));
  }

  /** Progress and errors, in our name. */
  public void complain(String message) {
    err.println("banyan: " + message);
    err.flush();
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), BUFFER),
        false,
        StandardCharsets.UTF_8);
  }
}
