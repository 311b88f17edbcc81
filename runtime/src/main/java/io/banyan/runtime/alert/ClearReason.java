package io.banyan.runtime.alert;

/** Why an alert is over. */
public enum ClearReason {
  /** The value has fallen. */
  FELL("fell"),
  /** The process has ended. */
  ENDED("ended"),
  /** It is not declared so any more. */
  WITHDRAWN("withdrawn");

  private final String text;

  ClearReason(String text) {
    this.text = text;
  }

  /** As in documents. */
  public String text() {
    return text;
  }
}
