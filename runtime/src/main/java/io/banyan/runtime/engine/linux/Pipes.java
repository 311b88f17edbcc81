package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OutputFiles;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.engine.linux.Pipe.SystemCallException;
import java.util.Optional;

/** The pipes of one launch, or the files in their place. */
record Pipes(Pipe stdout, Pipe stderr, Optional<Pipe> stdin) {

  /** All of them or, with the reason, none. */
  static Pipes open(LaunchSpec spec, Block scratch) throws SystemCallException {
    Pipe stdout = output(spec.files(), OutputStreamKind.STDOUT, scratch);
    try {
      Pipe stderr = output(spec.files(), OutputStreamKind.STDERR, scratch);
      try {
        boolean wanted = spec.stdin() == StdinSource.PIPE;
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

  private static Pipe output(Optional<OutputFiles> files, OutputStreamKind stream, Block scratch)
      throws SystemCallException {
    return files.isPresent() ? Pipe.toFile(files.get().of(stream)) : Pipe.fromProcess(scratch);
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
    stdout.closeReadEnd();
    stderr.closeReadEnd();
    stdin.ifPresent(pipe -> Libc.close(pipe.writeEnd()));
  }
}
