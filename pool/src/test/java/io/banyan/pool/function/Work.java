package io.banyan.pool.function;

import io.banyan.channels.Channel;
import io.banyan.channels.ReceiveChannel;
import io.banyan.channels.SendChannel;
import io.banyan.pool.function.call.FunctionContext;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What the function processes of the tests run. */
final class Work {

  static int counter;

  private Work() {}

  /** What is known here, and not to the JDK. */
  record Report(String name, List<Item> items) implements Serializable {}

  record Item(int number) implements Serializable {}

  /** Of a class that nobody declares. */
  record Foreign(String text) implements Serializable {}

  /** Cannot be serialized, as many exceptions cannot. */
  static final class Stubborn extends Exception {
    private static final long serialVersionUID = 1;
    final Object lock = new Object();

    Stubborn(String message, Throwable cause) {
      super(message, cause);
    }
  }

  static int worker(String name, int count) {
    for (int i = 0; i < count; i++) {
      System.out.println(name + ": " + i);
    }
    return count;
  }

  static int count() {
    counter += 100;
    return counter;
  }

  static Report report(Item item, String name) {
    return new Report(name, List.of(item, new Item(item.number() + 1)));
  }

  static Object undeclared() {
    return new Foreign("not expected");
  }

  static @Nullable Object nothing() {
    return null;
  }

  static Object unserializable() {
    return new Object();
  }

  static String longText(int length) {
    return "x".repeat(length);
  }

  static int raise(String message) throws Stubborn {
    Stubborn stubborn = new Stubborn(message, new IOException("the disk"));
    stubborn.addSuppressed(new IllegalStateException("while closing"));
    throw stubborn;
  }

  static int exit(int code) {
    System.exit(code);
    return code;
  }

  static int fillHeap() {
    List<byte[]> all = new ArrayList<>();
    while (true) {
      all.add(new byte[1024 * 1024]);
    }
  }

  /** Outside of the heap, where only the limit of the whole process sees it. */
  static void fillProcess() {
    List<java.nio.ByteBuffer> all = new ArrayList<>();
    while (true) {
      java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocateDirect(1024 * 1024);
      for (int i = 0; i < buffer.capacity(); i += 4096) {
        buffer.put(i, (byte) 1);
      }
      all.add(buffer);
    }
  }

  static void forever() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Leaves a file when it is asked to end, and one when it is ready for that. */
  static void untilAsked(String folder) throws InterruptedException {
    FunctionContext.onShutdown(() -> write(folder, "saved"));
    write(folder, "ready");
    forever();
  }

  /** Says where it is, and is there until it is ended. */
  static void tellPid(String folder) throws InterruptedException {
    write(folder, "pid-" + ProcessHandle.current().pid());
    forever();
  }

  static void printPid() throws InterruptedException {
    System.out.println("pid " + ProcessHandle.current().pid());
    forever();
  }

  static long pid() {
    return ProcessHandle.current().pid();
  }

  static void produce(SendChannel<Integer> out, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      out.send(i);
    }
    out.close();
  }

  static int sum(ReceiveChannel<Integer> in) {
    int total = 0;
    for (int value : in) {
      total += value;
    }
    return total;
  }

  static List<Item> take(ReceiveChannel<Item> in, int count) throws InterruptedException {
    List<Item> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(in.receive());
    }
    return taken;
  }

  static String select(ReceiveChannel<String> one, ReceiveChannel<String> other)
      throws InterruptedException {
    return Channel.select(one, other).value();
  }

  /** Sends one, then waits at the full channel until its patience is over. */
  static boolean isHeldBack(SendChannel<Item> out) throws InterruptedException {
    out.send(new Item(1));
    return !out.trySend(new Item(2)) && !out.send(new Item(3), Duration.ofMillis(50));
  }

  static void sendAndDie(SendChannel<Integer> out) throws InterruptedException {
    out.send(1);
    Runtime.getRuntime().halt(9);
  }

  /** Fails the first time, runs for ever the second. */
  static void failOnce(String folder) throws InterruptedException {
    if (!Files.exists(Path.of(folder, "failed"))) {
      write(folder, "failed");
      throw new IllegalStateException("the first time");
    }
    write(folder, "pid-" + ProcessHandle.current().pid());
    forever();
  }

  private static void write(String folder, String name) {
    try {
      Files.writeString(Path.of(folder, name), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
