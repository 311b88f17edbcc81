package io.banyan.runtime.process;

import io.banyan.runtime.engine.OsProcess;
import org.apache.pekko.Done;

/** Carries out what is asked about the standard input of a process. */
final class StandardInput {

  private StandardInput() {}

  static void carryOut(ManagedProcess.StdinCommand command, OsProcess process) {
    if (command instanceof ManagedProcess.WriteStdin write) {
      // From whatever thread: the actor may have ended before the pipe has taken it all.
      process.stdin().write(write.bytes()).thenAccept(write.replyTo()::tell);
    } else if (command instanceof ManagedProcess.CloseStdin close) {
      process.stdin().close();
      close.replyTo().tell(Done.getInstance());
    }
  }
}
