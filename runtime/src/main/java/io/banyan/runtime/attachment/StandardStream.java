package io.banyan.runtime.attachment;

import io.banyan.runtime.engine.OutputStreamKind;

/** One of the three streams that a process is born with. */
public enum StandardStream {
  STDIN,
  STDOUT,
  STDERR;

  /** The stream of output that this is. */
  public static StandardStream of(OutputStreamKind output) {
    return output == OutputStreamKind.STDOUT ? STDOUT : STDERR;
  }

  /** As people write it: {@code stdin}. */
  public String text() {
    return switch (this) {
      case STDIN -> "stdin";
      case STDOUT -> "stdout";
      case STDERR -> "stderr";
    };
  }
}
