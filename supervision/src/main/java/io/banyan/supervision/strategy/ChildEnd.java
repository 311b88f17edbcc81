package io.banyan.supervision.strategy;

/** How a child ended, as far as it matters to its supervisor. */
public enum ChildEnd {
  /** By itself, with success. */
  SUCCESS,
  /** By itself, otherwise. */
  FAILURE,
  /** It could not be started. */
  NOT_STARTED,
  /** It did not want to be started, which is no failure. OTP's {@code ignore}. */
  DECLINED
}
