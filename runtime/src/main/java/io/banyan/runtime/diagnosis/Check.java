package io.banyan.runtime.diagnosis;

/** Looks at one part of the system. */
public interface Check {

  /** The name of the part, a word or two. */
  String name();

  /**
   * Looks, and tries where it can. May block for seconds.
   *
   * @throws Exception for what it did not expect: that is told as a failure
   */
  Finding run() throws Exception;
}
