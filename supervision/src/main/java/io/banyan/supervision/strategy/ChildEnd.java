package io.banyan.supervision.strategy;

/** How a child ended, as far as it matters to its supervisor. */
public enum ChildEnd {
  /** By itself, with success. */
  SUCCESS,
  /** By itself, otherwise. */
  FAILURE,
  /** By itself, in a way after which it is declared not to be restarted. */
  FINAL,
  /** It could not be started. */
  NOT_STARTED,
  /** It did not want to be started, which is no failure. OTP's {@code ignore}. */
  DECLINED
}
