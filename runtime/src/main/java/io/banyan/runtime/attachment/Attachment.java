package io.banyan.runtime.attachment;

/** The right to use some streams of a child. */
@FunctionalInterface
public interface Attachment extends AutoCloseable {

  /**
   * Gives it back: the streams go on without it, into the log alone. Idempotent; bytes that are
   * being handed over may still come.
   */
  @Override
  void close();
}
