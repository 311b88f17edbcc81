package io.banyan.runtime.engine;

import io.banyan.runtime.fixture.Await;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what a stream brings and how often its end was told. */
final class Recorder implements OutputHandler {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicInteger ends = new AtomicInteger();

  @Override
  public boolean onBytes(ByteBuffer chunk) {
    byte[] copy = new byte[chunk.remaining()];
    chunk.get(copy);
    bytes.writeBytes(copy);
    return true;
  }

  @Override
  public void onEnd() {
    ends.incrementAndGet();
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  int ends() {
    return ends.get();
  }

  /** Everything the stream brought, once its end was told. */
  String awaitAll() {
    Await.until("the end of the stream", () -> ends.get() > 0);
    return text();
  }

  /** The first line, once it is complete. */
  String awaitLine() {
    return Await.value("a line of output", this::text, text -> text.contains("\n"))
        .lines()
        .findFirst()
        .orElseThrow();
  }
}
