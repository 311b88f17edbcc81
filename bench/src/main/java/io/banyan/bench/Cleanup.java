package io.banyan.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to go when the benchmark ends, also by Ctrl-C: the latest first. Every resource that
 * owns processes or files is handed over the moment it is made.
 */
final class Cleanup {

  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Cleanup::closeAll, "bench-cleanup"));
  }

  private Cleanup() {}

  static synchronized <T extends AutoCloseable> T keep(T resource) {
    OPEN.push(resource);
    return resource;
  }

  /** Closes one now. */
  static void close(AutoCloseable resource) {
    synchronized (Cleanup.class) {
      OPEN.remove(resource);
    }
    quietly(resource);
  }

  private static void closeAll() {
    while (true) {
      AutoCloseable next;
      synchronized (Cleanup.class) {
        next = OPEN.poll();
      }
      if (next == null) {
        return;
      }
      quietly(next);
    }
  }

  private static void quietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      System.err.println("cleaning up: " + e);
    }
  }
}
