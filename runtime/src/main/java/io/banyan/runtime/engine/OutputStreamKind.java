package io.banyan.runtime.engine;

/** The two streams a process writes. */
public enum OutputStreamKind {
  STDOUT("stdout"),
  STDERR("stderr");

  private final String text;

  OutputStreamKind(String text) {
    this.text = text;
  }

  /** {@code stdout} or {@code stderr}. */
  public String text() {
    return text;
  }
}
