package io.banyan.runtime.attachment;

import io.banyan.runtime.engine.OutputStreamKind;
import java.util.Optional;

/** One incarnation, for who uses its streams. Safe from any thread, also when it has ended. */
public interface StreamLife {

  /** Its number, from 1. */
  int incarnation();

  /**
   * Why the streams that are wanted cannot be used in this incarnation, for people: it is declared
   * so. Then nothing comes from them, and there is no input.
   */
  Optional<String> obstacle();

  /** Goes on reading a stream after {@link StreamSession#onBytes} asked for a pause. */
  void resume(OutputStreamKind stream);
}
