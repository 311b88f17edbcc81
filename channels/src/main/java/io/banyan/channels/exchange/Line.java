package io.banyan.channels.exchange;

/** How it stands with the process at the other end. */
sealed interface Line {

  /** Whether requests can be sent. */
  default boolean isUp() {
    return this instanceof Up;
  }

  /** Why not, for people. */
  String words();

  /** Nobody is there. */
  record Down(String words) implements Line {}

  /** It takes requests. */
  record Up() implements Line {
    @Override
    public String words() {
      return "it runs";
    }
  }

  /** It is there, but is given nothing more. */
  record Past(String words) implements Line {}

  /** It is declared so that there can be no exchange with it. */
  record Unfit(String words) implements Line {}
}
