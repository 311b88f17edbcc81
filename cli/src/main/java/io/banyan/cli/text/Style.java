package io.banyan.cli.text;

/**
 * Colours, where they are wanted.
 *
 * @param colour false leaves every text as it is
 */
public record Style(boolean colour) {

  /** A state's name in its colour. */
  public String state(String shown, String state) {
    return switch (state) {
      case "running" -> paint(shown, 32);
      case "failed", "killed" -> paint(shown, 31);
      case "starting", "stopping", "restarting" -> paint(shown, 33);
      default -> shown;
    };
  }

  /** The name of what speaks. */
  public String name(String shown) {
    return paint(shown, 36);
  }

  private String paint(String text, int code) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
