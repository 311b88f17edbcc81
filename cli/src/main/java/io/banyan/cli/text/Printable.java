package io.banyan.cli.text;

/** What other programs call themselves, made harmless for a terminal. */
public final class Printable {

  private Printable() {}

  /** The same with a question mark for each control character. */
  public static String of(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
