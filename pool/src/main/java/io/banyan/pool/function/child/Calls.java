package io.banyan.pool.function.child;

import io.banyan.pool.function.call.FunctionContext;
import io.banyan.pool.function.wire.CallBody;
import io.banyan.pool.function.wire.CallFrame;
import io.banyan.pool.function.wire.Failure;
import io.banyan.pool.function.wire.Frame;
import io.banyan.pool.function.wire.FrameBuilder;
import io.banyan.pool.function.wire.FrameType;
import io.banyan.pool.function.wire.ValueOutput;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** Runs what is called, one after the other, in the main thread. */
final class Calls {

  private static final int SUCCESS = 0;
  private static final int FAILURE = 1;
  private static final int ROOM = 256 * 1024;

  private final ParentLink link;
  private final FunctionContext context;
  private final Deque<Frame> waiting = new ArrayDeque<>();
  private @Nullable RemoteChannels channels;
  private volatile boolean running;

  Calls(ParentLink link, FunctionContext context) {
    this.link = link;
    this.context = context;
  }

  /** From the thread that reads. */
  void add(Frame frame) {
    synchronized (waiting) {
      waiting.add(frame);
      waiting.notifyAll();
    }
  }

  /** Made when they are needed first, because they are many classes. */
  synchronized RemoteChannels channels() {
    if (channels == null) {
      channels = new RemoteChannels(link);
    }
    return channels;
  }

  /** Runs calls until the last one; returns how the process is to end then. */
  int run() {
    while (true) {
      Frame frame = next();
      if (frame.type() == FrameType.QUIT) {
        return SUCCESS;
      }
      DataInputStream in = frame.data();
      try {
        CallFrame call = CallFrame.read(in);
        int code = answer(call, in);
        if (call.last()) {
          return code;
        }
      } catch (IOException malformed) {
        System.err.println("A call is not understood: " + malformed);
        return FAILURE;
      }
    }
  }

  /** The JVM ends, whoever wanted that. */
  void exiting() {
    if (running) {
      link.send(new FrameBuilder(FrameType.EXITING, 0));
      context.shutDown();
    }
  }

  private Frame next() {
    synchronized (waiting) {
      while (waiting.isEmpty()) {
        try {
          waiting.wait();
        } catch (InterruptedException byAnEarlierFunction) {
          // It means nothing here.
        }
      }
      return waiting.remove();
    }
  }

  private int answer(CallFrame call, DataInputStream in) throws IOException {
    CallBody body;
    try {
      body = CallFrame.readBody(in);
    } catch (IOException | RuntimeException unreadable) {
      unsent(call, "the function or its arguments cannot be read there: " + words(unreadable));
      return FAILURE;
    }
    running = true;
    Object value;
    try {
      value = new Invocation(body, call, this::channels).run();
    } catch (Throwable thrown) {
      over(call);
      threw(call, thrown);
      return FAILURE;
    }
    over(call);
    return returned(call, value) ? SUCCESS : FAILURE;
  }

  private void over(CallFrame call) {
    running = false;
    context.forget();
    forgetChannels(call.id());
    Thread.interrupted(); // so that it means nothing to the next
    System.out.flush();
  }

  private synchronized void forgetChannels(int call) {
    if (channels != null) {
      channels.forget(call);
    }
  }

  private boolean returned(CallFrame call, @Nullable Object value) throws IOException {
    FrameBuilder frame = new FrameBuilder(FrameType.RETURNED, call.longestAnswer());
    try {
      frame.data().writeInt(call.id());
      ValueOutput.write(frame.data(), value, new HashSet<>());
    } catch (FrameBuilder.TooLong tooLong) {
      unsent(call, "what it returned has " + words(tooLong));
      return false;
    } catch (IOException | RuntimeException unserializable) {
      unsent(call, "what it returned cannot be sent: " + unserializable);
      return false;
    }
    link.send(frame);
    return true;
  }

  private void threw(CallFrame call, Throwable thrown) throws IOException {
    if (call.last()) {
      // As the JVM itself tells it, so that logs and crash reasons are those of any Java program.
      System.err.print("Exception in thread \"" + Thread.currentThread().getName() + "\" ");
      thrown.printStackTrace();
    }
    FrameBuilder frame = new FrameBuilder(FrameType.THREW, Integer.MAX_VALUE / 2);
    frame.data().writeInt(call.id());
    Failure.of(thrown).write(frame.data());
    link.send(frame);
  }

  private void unsent(CallFrame call, String message) throws IOException {
    if (call.last()) {
      System.err.println(message);
    }
    FrameBuilder frame = new FrameBuilder(FrameType.UNSENT, ROOM);
    frame.data().writeInt(call.id());
    String most = message.substring(0, Math.min(message.length(), ROOM / 4));
    ValueOutput.writeText(frame.data(), most);
    link.send(frame);
  }

  private static String words(Exception trouble) {
    String message = trouble.getMessage();
    return message == null ? trouble.toString() : message;
  }
}
