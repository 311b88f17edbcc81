package io.banyan.runtime.output.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Writes one number after the other into a log of tiny, compressed files until it is killed. */
public final class RotateForEver {

  private RotateForEver() {}

  /** Arguments: the log file, the first number. */
  public static void main(String[] args) throws IOException {
    RotationPorts ports =
        new RotationPorts(
            Clock.systemUTC(),
            System::nanoTime,
            new Compressor(),
            (what, why) -> System.err.println(what + ": " + why));
    Rotation rotation = new Rotation(16 * 1024, Duration.ZERO, 1000, true);
    try (RotatedFile file = new RotatedFile(Path.of(args[0]), rotation, true, ports)) {
      for (int number = Integer.parseInt(args[1]); ; number++) {
        file.write(ByteBuffer.wrap((number + "\n").getBytes(UTF_8)));
      }
    }
  }
}
