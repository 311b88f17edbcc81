package io.banyan.bench;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** The same kill for everything that is measured, without the detours of {@code ProcessHandle}. */
final class Posix {

  static final int KILL = 9;

  static {
    Native.register(Posix.class, NativeLibrary.getProcess());
  }

  private Posix() {}

  /** To a process, or with a negative number to a group; 0 when it was accepted. */
  static native int kill(int pid, int signal);
}
