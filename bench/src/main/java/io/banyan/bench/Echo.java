package io.banyan.bench;

import io.banyan.runtime.engine.InputOutcome;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.StdinSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A process that gives back what it gets. Used by one thread. */
interface Echo extends AutoCloseable {

  /** Sends this and waits until as much has come back. */
  void exchange(byte[] request) throws Exception;

  /** Lets the process end. */
  @Override
  void close() throws Exception;

  /** Through an engine. */
  static Echo of(ProcessEngine engine, String program) {
    Arrivals arrivals = new Arrivals(new Semaphore(0));
    LaunchSpec spec =
        new LaunchSpec(
            List.of(program), Path.of("/"), System.getenv(), StdinSource.PIPE, arrivals, arrivals);
    if (!(engine.launch(spec, exit -> {}) instanceof LaunchResult.Launched launched)) {
      throw new IllegalStateException("not launched");
    }
    OsProcess process = launched.process();
    return new Echo() {
      @Override
      public void exchange(byte[] request) throws Exception {
        InputOutcome outcome =
            process.stdin().write(ByteBuffer.wrap(request)).toCompletableFuture().get();
        if (!(outcome instanceof InputOutcome.Accepted)) {
          throw new IOException("not written: " + outcome);
        }
        arrivals.bytes().acquire(request.length);
      }

      @Override
      public void close() {
        engine.close();
      }
    };
  }

  /** What a program does without any library. */
  static Echo ofProcessBuilder(String program) throws IOException {
    Process process = new ProcessBuilder(program).start();
    return new Echo() {
      @Override
      public void exchange(byte[] request) throws IOException {
        process.getOutputStream().write(request);
        process.getOutputStream().flush();
        if (process.getInputStream().readNBytes(request.length).length < request.length) {
          throw new IOException(program + " ended");
        }
      }

      @Override
      public void close() throws IOException {
        process.getOutputStream().close();
      }
    };
  }

  /** Counts what comes back. */
  record Arrivals(Semaphore bytes) implements OutputHandler {
    @Override
    public boolean onBytes(ByteBuffer some) {
      bytes.release(some.remaining());
      return true;
    }

    @Override
    public void onEnd() {}
  }
}
