package io.banyan.runtime.engine.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The C functions used, mapped directly. Pointers are plain addresses ({@code long}): cheap, and
 * right on the 64-bit systems the provider admits. After a call that returned -1 {@link
 * Native#getLastError} tells errno; {@code LastErrorException} is avoided because it is thrown also
 * after calls that succeeded and left errno set. Functions marked variadic in C ({@code open},
 * {@code fcntl}, {@code ioctl}, {@code syscall}) take integers the same way as others on x86_64 and
 * aarch64.
 */
final class Libc {

  static final int O_WRONLY = 1;
  static final int O_CREAT = 0x40;
  static final int O_NOCTTY = 0x100;
  static final int O_APPEND = 0x400;
  static final int O_NONBLOCK = 0x800;
  static final int CLOEXEC = 0x80000; // O_CLOEXEC, EPOLL_CLOEXEC and EFD_CLOEXEC alike
  static final int CLOCK_MONOTONIC = 1;
  static final int F_SETFL = 4;
  static final int F_DUPFD_CLOEXEC = 1030;
  static final long FIONREAD = 0x541B;

  static final int EPOLL_CTL_ADD = 1;
  static final int EPOLL_CTL_MOD = 3;
  static final int EPOLLIN = 1;
  static final int EPOLLOUT = 4;
  static final int EPOLLHUP = 0x10;
  static final int EPOLLONESHOT = 1 << 30;
  static final short POLLIN = 1;

  static final long SYS_PIDFD_SEND_SIGNAL = 424; // the same on every architecture since 5.1
  static final long SYS_PIDFD_OPEN = 434;

  static {
    // The full name: "c" would find the linker script libc.so where development files are.
    Native.register(Libc.class, NativeLibrary.getInstance("libc.so.6"));
  }

  private Libc() {}

  static native int posix_spawn(
      long pid, long path, long actions, long attributes, long arguments, long environment);

  static native int posix_spawnattr_init(long attributes);

  static native int posix_spawnattr_setflags(long attributes, short flags);

  static native int posix_spawnattr_setsigmask(long attributes, long signals);

  static native int posix_spawnattr_setsigdefault(long attributes, long signals);

  static native int posix_spawn_file_actions_init(long actions);

  static native int posix_spawn_file_actions_destroy(long actions);

  static native int posix_spawn_file_actions_addopen(
      long actions, int descriptor, long path, int flags, int mode);

  static native int posix_spawn_file_actions_adddup2(long actions, int descriptor, int target);

  static native int posix_spawn_file_actions_addchdir_np(long actions, long path);

  static native int posix_spawn_file_actions_addclosefrom_np(long actions, int first);

  static native long signal(int number, long disposition);

  static native int socket(int domain, int type, int protocol);

  static native int bind(int socket, long address, int length);

  static native int pipe2(long descriptors, int flags);

  static native int open(long path, int flags, int mode);

  static native int close(int descriptor);

  static native long read(int descriptor, long buffer, long count);

  static native long write(int descriptor, long buffer, long count);

  static native int fcntl(int descriptor, int command, int argument);

  static native int ioctl(int descriptor, long request, long argument);

  static native int epoll_create1(int flags);

  static native int epoll_ctl(int epoll, int operation, int descriptor, long event);

  static native int epoll_wait(int epoll, long events, int count, int timeout);

  static native int poll(long descriptors, long count, int timeout);

  static native int eventfd(int initial, int flags);

  static native int timerfd_create(int clock, int flags);

  static native int timerfd_settime(int timer, int flags, long value, long old);

  static native int kill(int pid, int signal);

  static native int waitpid(int pid, long status, int options);

  static native int getrusage(int who, long usage);

  static native int clock_gettime(int clock, long time);

  static native long syscall(long number, long a, long b, long c, long d);

  static native long syscall(long number, long a, long b, long c, long d, long e);

  static int errno() {
    return Native.getLastError();
  }

  /** A pidfd (close-on-exec by nature), or -1. */
  static int pidfdOpen(long pid) {
    return (int) syscall(SYS_PIDFD_OPEN, pid, 0, 0, 0);
  }

  static int pidfdSendSignal(int pidfd, int signal) {
    return (int) syscall(SYS_PIDFD_SEND_SIGNAL, pidfd, signal, 0, 0);
  }
}
