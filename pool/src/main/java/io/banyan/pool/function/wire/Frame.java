package io.banyan.pool.function.wire;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;

/** One message: what it says, and what belongs to that. */
public record Frame(int type, byte[] body) {

  /** Reads the body. */
  public DataInputStream data() {
    return new DataInputStream(new ByteArrayInputStream(body));
  }
}
