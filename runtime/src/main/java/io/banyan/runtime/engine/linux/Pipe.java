package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.internal.Errno;

/**
 * Both ends of a new pipe, closed on exec; ours does not block. No end is one of the descriptors 0
 * to 2, which a launch puts others in place of (a JVM may be started without them).
 */
record Pipe(int readEnd, int writeEnd) {

  private static final int FIRST_FREE = 3;

  /** A pipe of which the read end is ours. */
  static Pipe fromProcess(Block scratch) throws SystemCallException {
    Pipe pipe = open(scratch);
    // The flag belongs to the end, not to the pipe: the process's own writes still block.
    Libc.fcntl(pipe.readEnd, Libc.F_SETFL, Libc.O_NONBLOCK);
    return pipe;
  }

  /** A pipe of which the write end is ours. */
  static Pipe toProcess(Block scratch) throws SystemCallException {
    Pipe pipe = open(scratch);
    Libc.fcntl(pipe.writeEnd, Libc.F_SETFL, Libc.O_NONBLOCK);
    return pipe;
  }

  private static Pipe open(Block scratch) throws SystemCallException {
    if (Libc.pipe2(scratch.address(), Libc.CLOEXEC) != 0) {
      throw new SystemCallException("pipe2", Libc.errno());
    }
    int readEnd = scratch.bytes().getInt(0);
    int writeEnd = scratch.bytes().getInt(Integer.BYTES);
    if (readEnd < FIRST_FREE || writeEnd < FIRST_FREE) {
      readEnd = moveUp(readEnd);
      writeEnd = moveUp(writeEnd);
    }
    return new Pipe(readEnd, writeEnd);
  }

  void close() {
    Libc.close(readEnd);
    Libc.close(writeEnd);
  }

  private static int moveUp(int descriptor) throws SystemCallException {
    if (descriptor >= FIRST_FREE) {
      return descriptor;
    }
    int moved = Libc.fcntl(descriptor, Libc.F_DUPFD_CLOEXEC, FIRST_FREE);
    int errno = moved < 0 ? Libc.errno() : 0;
    Libc.close(descriptor);
    if (moved < 0) {
      throw new SystemCallException("fcntl", errno);
    }
    return moved;
  }

  /** A system call refused what never fails but for lack of resources. */
  static final class SystemCallException extends Exception {

    private final transient Errno errno;

    SystemCallException(String call, int number) {
      super(call + ": " + Errno.of(number).meaning());
      errno = Errno.of(number);
    }

    Errno errno() {
      return errno;
    }
  }
}
