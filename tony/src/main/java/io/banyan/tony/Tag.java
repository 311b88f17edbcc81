package io.banyan.tony;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a value: {@code !not.glob} or {@code !key(id)}. A tag is a chain of names,
 * each with at most one argument in parentheses, separated by dots. Immutable.
 */
public final class Tag {

  /** The tag of a value that has none. */
  public static final Tag NONE = new Tag("", "", null, null);

  /** The longest tag. */
  public static final int LENGTH = 500;

  private static final String PUNCTUATION = "-_.:/()*+~$@=;?&";

  private final String text;
  private final String name;
  private final @Nullable String argument;
  private final @Nullable Tag rest;

  private Tag(String text, String name, @Nullable String argument, @Nullable Tag rest) {
    this.text = text;
    this.name = name;
    this.argument = argument;
    this.rest = rest;
  }

  /**
   * Reads a tag.
   *
   * @param text as in a document, with the exclamation mark; empty for none
   * @throws IllegalArgumentException when it is not well formed, with words for the user
   */
  public static Tag of(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    if (text.charAt(0) != '!') {
      throw new IllegalArgumentException("a tag begins with !, and those of YAML are not known");
    }
    if (text.length() > LENGTH) {
      throw new IllegalArgumentException("a tag has at most %d characters".formatted(LENGTH));
    }
    checkCharacters(text);
    return chain(text.substring(1));
  }

  /** The tag {@code !name(argument)}. */
  public static Tag of(String name, String argument) {
    return of("!" + name + "(" + argument + ")");
  }

  private static void checkCharacters(String text) {
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && PUNCTUATION.indexOf(c) < 0) {
        throw new IllegalArgumentException(
            "a tag has letters, digits and %s only, not %s"
                .formatted(PUNCTUATION, c == ',' ? "a comma" : "U+%04X".formatted((int) c)));
      }
    }
  }

  /** From the last name to the first, so that a long chain needs no deep stack. */
  private static Tag chain(String names) {
    @Nullable Tag chain = null;
    int end = names.length();
    int depth = 0;
    for (int i = end - 1; i >= 0; i--) {
      char c = names.charAt(i);
      depth += c == ')' ? 1 : c == '(' ? -1 : 0;
      if (depth < 0) {
        throw new IllegalArgumentException("the parentheses of a tag have to be closed");
      }
      if (c == '.' && depth == 0) {
        chain = link(names.substring(i + 1, end), chain);
        end = i;
      }
    }
    if (depth != 0) {
      throw new IllegalArgumentException("the parentheses of a tag have to be closed");
    }
    return link(names.substring(0, end), chain);
  }

  private static Tag link(String single, @Nullable Tag rest) {
    int open = single.indexOf('(');
    String name = open < 0 ? single : single.substring(0, open);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a tag needs a name");
    }
    if (open >= 0 && !single.endsWith(")")) {
      throw new IllegalArgumentException("nothing may follow the argument of a tag but a dot");
    }
    @Nullable String argument = open < 0 ? null : single.substring(open + 1, single.length() - 1);
    String text = "!" + single + (rest == null ? "" : "." + rest.text.substring(1));
    return new Tag(text, name, argument, rest);
  }

  /** As in a document; empty when there is none. */
  public String text() {
    return text;
  }

  public boolean isNone() {
    return text.isEmpty();
  }

  /** The first name, without exclamation mark and argument; empty when there is none. */
  public String name() {
    return name;
  }

  /** The argument of the first name. */
  public Optional<String> argument() {
    return Optional.ofNullable(argument);
  }

  /** What follows the first name. */
  public Tag rest() {
    return rest == null ? NONE : rest;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Tag tag && text.equals(tag.text));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
