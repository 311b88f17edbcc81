package io.banyan.runtime.probe;

/** The answer to a {@link Probe}. */
public sealed interface ProbeResult {

  /** It is as it should be. */
  record Passed() implements ProbeResult {}

  /**
   * It is not, or there is no telling.
   *
   * @param reason one short line for people: {@code 127.0.0.1:80: connection refused}
   */
  record Failed(String reason) implements ProbeResult {}
}
