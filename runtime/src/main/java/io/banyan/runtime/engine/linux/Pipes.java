package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.engine.linux.Pipe.SystemCallException;
import java.util.Optional;

/** The pipes of one launch. */
record Pipes(Pipe stdout, Pipe stderr, Optional<Pipe> stdin) {

  /** All of them or, with the reason, none. */
  static Pipes open(StdinSource source, Block scratch) throws SystemCallException {
    Pipe stdout = Pipe.fromProcess(scratch);
    try {
      Pipe stderr = Pipe.fromProcess(scratch);
      try {
        boolean wanted = source == StdinSource.PIPE;
        return new Pipes(
            stdout, stderr, wanted ? Optional.of(Pipe.toProcess(scratch)) : Optional.empty());
      } catch (SystemCallException failed) {
        stderr.close();
        throw failed;
      }
    } catch (SystemCallException failed) {
      stdout.close();
      throw failed;
    }
  }

  void close() {
    stdout.close();
    stderr.close();
    stdin.ifPresent(Pipe::close);
  }

  /**
   * Closes the ends of the process, which has its own copies: ours would keep pipes from ending.
   */
  void closeTheirs() {
    Libc.close(stdout.writeEnd());
    Libc.close(stderr.writeEnd());
    stdin.ifPresent(pipe -> Libc.close(pipe.readEnd()));
  }

  /** Closes our ends. */
  void closeOurs() {
    Libc.close(stdout.readEnd());
    Libc.close(stderr.readEnd());
    stdin.ifPresent(pipe -> Libc.close(pipe.writeEnd()));
  }
}
