package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/**
 * What bytes are written to.
 *
 * @param name for people
 */
record Target(String name, Opener opener) {

  /** Opens it, for the first time and again after it failed. */
  @FunctionalInterface
  interface Opener {
    WritableByteChannel open() throws IOException;
  }

  /** A log file, which opens itself. */
  static Target file(Path name, WritableByteChannel file) {
    return new Target(name.toString(), () -> file);
  }

  /** The runtime's own stream, which is never closed. */
  static Target own(OutputStreamKind stream) {
    FileDescriptor descriptor =
        stream == OutputStreamKind.STDOUT ? FileDescriptor.out : FileDescriptor.err;
    return new Target(
        stream.text() + " of the runtime",
        () -> new Shared(new FileOutputStream(descriptor).getChannel()));
  }

  private record Shared(FileChannel channel) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      return channel.write(bytes);
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() {}
  }
}
