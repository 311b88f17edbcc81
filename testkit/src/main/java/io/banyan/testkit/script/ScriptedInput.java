package io.banyan.testkit.script;

import io.banyan.runtime.engine.InputOutcome;
import io.banyan.runtime.engine.ProcessInput;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The standard input of a scripted process: it reads line by line, at once. */
final class ScriptedInput implements ProcessInput {

  private final Consumer<String> onLine;
  private final Runnable onEnd;
  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
  private boolean closed;

  /**
   * @param onLine told every line that was written
   * @param onEnd told the end of the input, once
   */
  ScriptedInput(Consumer<String> onLine, Runnable onEnd) {
    this.onLine = onLine;
    this.onEnd = onEnd;
  }

  @Override
  public CompletionStage<InputOutcome> write(ByteBuffer bytes) {
    List<String> lines = new ArrayList<>();
    synchronized (this) {
      if (closed) {
        return CompletableFuture.completedFuture(
            new InputOutcome.Closed("nobody reads its standard input any more"));
      }
      while (bytes.hasRemaining()) {
        byte one = bytes.get();
        if (one == '\n') {
          lines.add(rest.toString(StandardCharsets.UTF_8));
          rest.reset();
        } else {
          rest.write(one);
        }
      }
    }
    lines.forEach(onLine);
    return CompletableFuture.completedFuture(new InputOutcome.Accepted());
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (rest.size() > 0) {
        onLine.accept(rest.toString(StandardCharsets.UTF_8));
      }
    }
    onEnd.run();
  }
}
