package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import io.banyan.runtime.engine.internal.Errno;
import java.nio.file.Path;

/**
 * Both ends of a new pipe, closed on exec; ours does not block. No end is one of the descriptors 0
 * to 2, which a launch puts others in place of (a JVM may be started without them).
 */
record Pipe(int readEnd, int writeEnd) {

  /** Stands for the read end of what is a file and not a pipe. */
  static final int NONE = -1;

  private static final int LOG_MODE = 0666; // less what the runtime's umask withholds

  private static final int FIRST_FREE = 3;

  /** A pipe of which the read end is ours. */
  static Pipe fromProcess(Block scratch) throws SystemCallException {
    Pipe pipe = open(scratch);
    // The flag belongs to the end, not to the pipe: the process's own writes still block.
    Libc.fcntl(pipe.readEnd, Libc.F_SETFL, Libc.O_NONBLOCK);
    return pipe;
  }

  /** Not a pipe, but a file that is appended to: there is nothing to read from. */
  static Pipe toFile(Path file) throws SystemCallException {
    Block.Strings strings = new Block.Strings();
    strings.add(file.toString());
    try (Block block = strings.layOut()) {
      int flags = Libc.O_WRONLY | Libc.O_CREAT | Libc.O_APPEND | Libc.O_NOCTTY | Libc.CLOEXEC;
      int descriptor = Libc.open(block.bytes().getLong(0), flags, LOG_MODE);
      if (descriptor < 0) {
        throw new SystemCallException(Libc.errno(), file.toString());
      }
      return new Pipe(NONE, moveUp(descriptor));
    }
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
    closeReadEnd();
    Libc.close(writeEnd);
  }

  /** Closes the end from which is read, if there is one. */
  void closeReadEnd() {
    if (readEnd != NONE) {
      Libc.close(readEnd);
    }
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
    private final String culprit;

    SystemCallException(String call, int number) {
      super(call + ": " + Errno.of(number).meaning());
      errno = Errno.of(number);
      culprit = "";
    }

    /** One that refused because of what is named. */
    SystemCallException(int number, String culprit) {
      super(culprit + ": " + Errno.of(number).meaning());
      errno = Errno.of(number);
      this.culprit = culprit;
    }

    /** Because of what was named, or of this. */
    LaunchFailed launchFailed(String program) {
      return errno.launchFailed(culprit.isEmpty() ? program : culprit);
    }
  }
}
