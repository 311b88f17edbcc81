package io.banyan.bench.jmh;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.ProcessOutput;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.output.StreamSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Lines per second from bytes into the tail of a child. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@OutputTimeUnit(TimeUnit.SECONDS)
public class OutputLines {

  private static final int LINES = 500;

  /** Characters of a line. */
  @Param({"60", "500"})
  public int length;

  private final ProcessOutput output =
      new ProcessOutputs(Clock.systemUTC(), event -> {})
          .of(new ChildPath("bench"), new OutputSpec(stream(), stream()));
  private final ProcessOutput.Handlers handlers = output.open(1, () -> {});
  private ByteBuffer bytes = ByteBuffer.allocateDirect(0);

  /** Fills the buffer with lines. */
  @org.openjdk.jmh.annotations.Setup
  public void fill() {
    byte[] line = ("x".repeat(length - 1) + "\n").getBytes(StandardCharsets.US_ASCII);
    bytes = ByteBuffer.allocateDirect(LINES * length);
    for (int i = 0; i < LINES; i++) {
      bytes.put(line);
    }
  }

  @Benchmark
  @OperationsPerInvocation(LINES)
  public boolean append() {
    return handlers.stdout().onBytes(bytes.clear());
  }

  private static StreamSpec stream() {
    return new StreamSpec(Optional.empty(), 1000);
  }
}
