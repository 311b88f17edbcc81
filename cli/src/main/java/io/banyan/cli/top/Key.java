package io.banyan.cli.top;

/** What a person has pressed. */
sealed interface Key {

  /** A character that can be seen, or a space. */
  record Typed(char character) implements Key {}

  /** One that cannot. */
  enum Special implements Key {
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    LEFT,
    RIGHT,
    ENTER,
    ESCAPE,
    BACKSPACE
  }
}
