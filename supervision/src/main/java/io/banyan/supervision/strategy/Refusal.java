package io.banyan.supervision.strategy;

/** Why a supervisor does not change its children as asked. */
public enum Refusal {
  /** It is ending. */
  ENDING("its supervisor is ending"),
  /** A child of this id is alive. */
  ALREADY_STARTED("a child of this id is running"),
  /** A child of this id is there, though not alive. */
  ALREADY_PRESENT("there is a child of this id; start or delete it"),
  /** It cannot be deleted while it is alive. */
  RUNNING("it is running; stop it first"),
  /** It cannot be deleted while it is going to be restarted. */
  RESTARTING("it is being restarted; stop it first"),
  /** A dynamic supervisor has only children that it made from its template. */
  IS_DYNAMIC("its supervisor is dynamic: children come from its template and go when stopped"),
  /** A supervisor without a template cannot make children. */
  IS_STATIC("the supervisor has no template to start children from"),
  /** There are as many children as there may be. */
  MAX_CHILDREN("there are as many children as max-children allows"),
  /** A significant child needs a supervisor that can shut down by itself. */
  NO_AUTO_SHUTDOWN("it is significant, and auto-shutdown of its supervisor is never"),
  /** A supervisor stays with or without a template. */
  OTHER_KIND("a supervisor cannot get or lose its template while it runs");

  private final String words;

  Refusal(String words) {
    this.words = words;
  }

  /** The reason, for people. */
  public String words() {
    return words;
  }
}
