package io.banyan.pool.function;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import io.banyan.pool.function.wire.Pipes;
import java.io.File;
import java.io.IOException;

/** Makes named pipes, which Java cannot. */
final class Fifo {

  private static final int OWNER_ONLY = 0600;

  private Fifo() {}

  static void make(Pipes pipes) throws IOException {
    make(pipes.requests());
    make(pipes.answers());
  }

  static void delete(Pipes pipes) {
    // They may be gone: whoever comes first deletes them.
    pipes.requests().delete();
    pipes.answers().delete();
  }

  private static void make(File file) throws IOException {
    // The full name: "c" would find the linker script libc.so where development files are.
    NativeLibrary libc = NativeLibrary.getInstance(Platform.isLinux() ? "libc.so.6" : "c");
    Function mkfifo = libc.getFunction("mkfifo", Function.THROW_LAST_ERROR);
    try {
      mkfifo.invokeInt(new Object[] {file.getPath(), OWNER_ONLY});
    } catch (LastErrorException failed) {
      throw new IOException("no named pipe can be made at " + file + ": " + failed.getMessage());
    }
  }
}
