package io.banyan.supervision.config;

/** A value that cannot be what it should be; the message says what is allowed. */
final class WrongValue extends Exception {

  private static final long serialVersionUID = 1L;

  WrongValue(String message) {
    super(message, null, false, false);
  }
}
