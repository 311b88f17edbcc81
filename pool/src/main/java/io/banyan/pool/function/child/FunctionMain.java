package io.banyan.pool.function.child;

import io.banyan.pool.function.call.FunctionContext;
import io.banyan.pool.function.wire.Pipes;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Main class of a function process. It talks with its runtime over two named pipes, so that its
 * standard streams are the function's own: what it prints goes where the output of any process
 * goes, and cannot come between.
 *
 * <p>It ends when the runtime says so, after its last call, or when the runtime is gone.
 */
public final class FunctionMain {

  /** How the process ends when its runtime is gone: EX_UNAVAILABLE of sysexits. */
  static final int ORPHANED = 69;

  private static final long ORPHAN_NANOS = TimeUnit.SECONDS.toNanos(10);

  private FunctionMain() {}

  /** Takes no arguments; what it needs to know is in its environment. */
  public static void main(String[] args) throws IOException {
    String place = System.getenv(Pipes.VARIABLE);
    String incarnation = System.getenv("BANYAN_INCARNATION");
    if (place == null || incarnation == null) {
      System.err.println("This is a part of Banyan, which starts it when a function needs it.");
      System.exit(2);
      return;
    }
    Pipes pipes = Pipes.of(place, number(incarnation));
    // In this order: the runtime opens its end of the other when it hears of this one.
    FileInputStream requests = new FileInputStream(pipes.requests());
    ParentLink link = new ParentLink(new FileOutputStream(pipes.answers()));
    Calls calls = new Calls(link, FunctionContext.enter());
    Runtime.getRuntime().addShutdownHook(new Thread(calls::exiting, "function-shutdown"));
    Requests reader = new Requests(requests, calls, FunctionMain::orphaned);
    Thread thread = new Thread(reader, "function-requests");
    thread.setDaemon(true);
    thread.start();
    link.hello();
    System.exit(calls.run());
  }

  /** Of {@code workers/mailer#3}. */
  private static int number(String incarnation) {
    return Integer.parseInt(incarnation.substring(incarnation.lastIndexOf('#') + 1));
  }

  /** Ends as at a shutdown, but nobody is there to put an end to what takes too long. */
  private static void orphaned() {
    Thread limit =
        new Thread(
            () -> {
              long start = System.nanoTime();
              while (System.nanoTime() - start < ORPHAN_NANOS) {
                LockSupport.parkNanos(ORPHAN_NANOS);
              }
              Runtime.getRuntime().halt(ORPHANED);
            },
            "function-orphan");
    limit.setDaemon(true);
    limit.start();
    System.exit(ORPHANED);
  }
}
