package io.banyan.runtime.engine.internal;

import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import java.util.Map;

/**
 * An error of the operating system: its name for programs, its meaning for people. The texts are
 * those of C, spelled out because the system's own depend on the JVM's locale.
 */
public record Errno(String name, String meaning) {

  public static final int ENOENT = 2;
  public static final int ESRCH = 3;
  public static final int EINTR = 4;
  public static final int ECHILD = 10;
  public static final int EAGAIN = 11;
  public static final int ENOSPC = 28;

  private static final Map<Integer, Errno> KNOWN =
      Map.ofEntries(
          Map.entry(1, new Errno("EPERM", "Operation not permitted")),
          Map.entry(ENOENT, new Errno("ENOENT", "No such file or directory")),
          Map.entry(ESRCH, new Errno("ESRCH", "No such process")),
          Map.entry(5, new Errno("EIO", "Input/output error")),
          Map.entry(7, new Errno("E2BIG", "Argument list too long")),
          Map.entry(8, new Errno("ENOEXEC", "Exec format error")),
          Map.entry(9, new Errno("EBADF", "Bad file descriptor")),
          Map.entry(ECHILD, new Errno("ECHILD", "No child processes")),
          Map.entry(EAGAIN, new Errno("EAGAIN", "Resource temporarily unavailable")),
          Map.entry(12, new Errno("ENOMEM", "Cannot allocate memory")),
          Map.entry(13, new Errno("EACCES", "Permission denied")),
          Map.entry(20, new Errno("ENOTDIR", "Not a directory")),
          Map.entry(21, new Errno("EISDIR", "Is a directory")),
          Map.entry(22, new Errno("EINVAL", "Invalid argument")),
          Map.entry(23, new Errno("ENFILE", "Too many open files in system")),
          Map.entry(24, new Errno("EMFILE", "Too many open files")),
          Map.entry(26, new Errno("ETXTBSY", "Text file busy")),
          Map.entry(ENOSPC, new Errno("ENOSPC", "No space left on device")),
          Map.entry(32, new Errno("EPIPE", "Broken pipe")),
          Map.entry(36, new Errno("ENAMETOOLONG", "File name too long")),
          Map.entry(38, new Errno("ENOSYS", "Function not implemented")),
          Map.entry(40, new Errno("ELOOP", "Too many levels of symbolic links")));

  /** The error with this number on Linux. */
  public static Errno of(int number) {
    Errno known = KNOWN.get(number);
    return known != null ? known : new Errno("E" + number, "Error " + number);
  }

  /** A launch that failed with this error because of what is named. */
  public LaunchFailed launchFailed(String culprit) {
    return new LaunchFailed(name, meaning + ": " + culprit);
  }
}
