package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.Notifications;
import io.banyan.runtime.engine.NotifyChannel;
import io.banyan.runtime.engine.internal.Errno;
import io.banyan.runtime.engine.linux.Pipe.SystemCallException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Our end of what a process tells that it is ready through: a pipe, or a datagram socket with an
 * abstract name that nobody can guess, so that there is no file to protect and to remove. The pipe
 * is closed after its first line; the socket stays open as long as the process lives, because its
 * library may report an error of whoever goes on telling.
 */
final class NotifyEnd {

  private static final int NONE = -1;
  private static final int BYTES = 4096;
  // So many at once, so that who floods us does not keep the event thread from others.
  private static final int TURN = 8;
  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;

  private final Notifications told;
  private final int ours;
  private final int theirs;
  private final String name;
  private final EventLoop loop;
  private final long token;
  private final Block buffer = new Block(BYTES);
  private boolean ready;
  private boolean closed;

  private NotifyEnd(Notifications told, Pipe ends, String name, EventLoop loop) {
    this.told = told;
    this.ours = ends.readEnd();
    this.theirs = ends.writeEnd();
    this.name = name;
    this.loop = loop;
    this.token = loop.register(events -> readable());
  }

  static NotifyEnd open(Notifications told, EventLoop loop) throws SystemCallException {
    try (Block scratch = new Block(128)) {
      if (told.channel() == NotifyChannel.FD) {
        return new NotifyEnd(told, Pipe.fromProcess(scratch), "", loop);
      }
      String name = "banyan-" + UUID.randomUUID();
      return new NotifyEnd(told, new Pipe(socket(name, scratch), NONE), name, loop);
    }
  }

  /** The launch, with the variable that tells the process where to tell it. */
  LaunchSpec equip(LaunchSpec spec) {
    Map<String, String> environment = new HashMap<>(spec.environment());
    environment.remove(Notifications.DESCRIPTOR_VARIABLE);
    environment.remove(Notifications.SOCKET_VARIABLE);
    if (name.isEmpty()) {
      environment.put(
          Notifications.DESCRIPTOR_VARIABLE, Integer.toString(Notifications.DESCRIPTOR));
    } else {
      environment.put(Notifications.SOCKET_VARIABLE, "@" + name);
    }
    return spec.with(environment);
  }

  /** The descriptor the process is to be given; negative when there is none. */
  int theirs() {
    return theirs;
  }

  /** The process has its own copy of its end. False when the system refuses to watch ours. */
  synchronized boolean start() {
    closeTheirs();
    // Closed already when the process has ended meanwhile.
    return closed || loop.watch(ours, token);
  }

  /** Gives up before {@link #start}. */
  void discard() {
    closeTheirs();
    close();
  }

  /** Nobody is left who could tell anything. Idempotent. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      loop.remove(token);
      Libc.close(ours);
      buffer.close();
    }
  }

  /** Called by the event thread, again and again while there is something to be read. */
  private void readable() {
    if (read()) {
      told.ready().run();
    }
  }

  /** True once: when it is ready. */
  private synchronized boolean read() {
    for (int i = 0; i < TURN && !closed; i++) {
      long count = Libc.read(ours, buffer.address(), BYTES);
      if (count < 0 && Libc.errno() == Errno.EINTR) {
        continue;
      }
      if (count < 0 || (count == 0 && name.isEmpty())) {
        if (count == 0 || Libc.errno() != Errno.EAGAIN) {
          close();
        }
        return false;
      }
      if (isReady(text((int) count)) && !ready) {
        ready = true;
        if (name.isEmpty()) {
          close();
        }
        return true;
      }
    }
    return false;
  }

  private boolean isReady(String text) {
    return name.isEmpty()
        ? text.indexOf('\n') >= 0
        : Arrays.asList(text.split("\n", -1)).contains("READY=1");
  }

  private String text(int count) {
    byte[] bytes = new byte[count];
    buffer.bytes().get(0, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void closeTheirs() {
    if (theirs != NONE) {
      Libc.close(theirs);
    }
  }

  private static int socket(String name, Block scratch) throws SystemCallException {
    int socket = Libc.socket(AF_UNIX, SOCK_DGRAM | Libc.CLOEXEC | Libc.O_NONBLOCK, 0);
    if (socket < 0) {
      throw new SystemCallException("socket", Libc.errno());
    }
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    // struct sockaddr_un with a name that begins with NUL: it is in no file system.
    ByteBuffer address = scratch.bytes();
    address.putShort(0, AF_UNIX).put(2, (byte) 0).put(3, text);
    if (Libc.bind(socket, scratch.address(), 3 + text.length) != 0) {
      int errno = Libc.errno();
      Libc.close(socket);
      throw new SystemCallException("bind", errno);
    }
    return socket;
  }
}
