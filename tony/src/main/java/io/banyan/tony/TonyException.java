package io.banyan.tony;

import java.util.List;
import java.util.stream.Collectors;

/** A document that cannot be used. Nothing else is thrown for what somebody else has written. */
public final class TonyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What kind of trouble it is; each has another answer for whoever asked. */
  public enum Kind {
    /** It is not a document at all. */
    SYNTAX,
    /** A limit of {@link Limits} is exceeded. */
    TOO_LARGE,
    /** A pattern uses an operator that there is not, or uses one wrongly. */
    INVALID_QUERY,
    /** A patch uses an operator that there is not, or uses one wrongly. */
    INVALID_MUTATION,
    /** A patch does not fit the document: what it replaces is not there any more. */
    CONFLICT
  }

  private final Kind kind;
  private final transient List<Mistake> mistakes;

  /**
   * @param mistakes at least one
   */
  public TonyException(Kind kind, List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    this.kind = kind;
    this.mistakes = List.copyOf(mistakes);
  }

  public TonyException(Kind kind, Position position, String text) {
    this(kind, List.of(new Mistake(position, text)));
  }

  public Kind kind() {
    return kind;
  }

  /** All that was found, in the order of the text. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
