package io.banyan.pool.function;

import io.banyan.pool.function.wire.CallFrame;
import io.banyan.pool.function.wire.Frame;
import io.banyan.pool.function.wire.FrameBuilder;
import io.banyan.pool.function.wire.FrameReader;
import io.banyan.pool.function.wire.FrameType;
import io.banyan.pool.function.wire.Pipes;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runtime's end of the pipes to one incarnation, from before its launch until it is gone. A
 * thread of its own reads; it is the only one.
 *
 * <p>Until the process has said hello both pipes are held open at both ends here, so that nobody
 * waits for a partner who never comes: the end of a process that never spoke is then made by
 * closing them. After that the end of the answers is the end of the process.
 */
final class ChildLink implements FunctionWorker {

  /**
   * What a link needs to know.
   *
   * @param name for people and threads
   * @param writers runs what might wait
   * @param shares of channels
   * @param accepted classes of which there may be something in what workers return
   */
  record Terms(
      String name,
      FunctionSettings settings,
      Executor writers,
      ChannelShares shares,
      Set<Class<?>> accepted) {}

  /** Hears of it; called by the thread that reads. */
  interface Listener {

    /** The process is there. */
    void connected(ChildLink link);

    /** What it says is no protocol; it has to be ended. */
    void broken(String reason);
  }

  private static final Logger LOG = LoggerFactory.getLogger(ChildLink.class);
  private static final int ROOM = 1024 * 1024;

  private final Pipes pipes;
  private final Terms terms;
  private final Listener listener;
  private final Outbox outbox;
  private final LinkChannels channels;
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private final Map<Integer, PendingCall<?>> calls = new HashMap<>();
  private @Nullable RandomAccessFile requestsKept;
  private @Nullable RandomAccessFile answersKept;
  private boolean over;
  private int lastCall;
  private volatile long pid;
  private volatile boolean exiting;

  private ChildLink(Pipes pipes, Terms terms, Listener listener) {
    this.pipes = pipes;
    this.terms = terms;
    this.listener = listener;
    this.outbox = new Outbox(terms.writers());
    this.channels = new LinkChannels(outbox, terms.settings().maxArgumentBytes());
  }

  /** Makes the pipes, and waits for a process in a thread of its own. */
  static ChildLink open(Pipes pipes, Terms terms, Listener listener) throws IOException {
    Fifo.make(pipes);
    ChildLink link = new ChildLink(pipes, terms, listener);
    link.requestsKept = new RandomAccessFile(pipes.requests(), "rw");
    link.answersKept = new RandomAccessFile(pipes.answers(), "rw");
    InputStream answers = new FileInputStream(pipes.answers());
    Thread reader = new Thread(() -> link.read(answers), "banyan-function-" + terms.name());
    reader.setDaemon(true);
    reader.start();
    return link;
  }

  @Override
  public long pid() {
    return pid;
  }

  /** Whether it has said hello. */
  boolean wasConnected() {
    return pid != 0;
  }

  /** Whether its JVM has ended in order while a function was running. */
  boolean wasExiting() {
    return exiting;
  }

  @Override
  public <R> CompletionStage<CallResult<R>> call(FunctionCall<R> call) {
    List<ChannelArgument> channelsGiven = call.channels();
    terms.shares().take(channelsGiven);
    CompletionStage<CallResult<R>> result = call(call, terms.accepted(), false);
    result.thenAccept(
        told -> {
          if (told instanceof FunctionResult.Returned) {
            terms.shares().giveBack(channelsGiven);
          } else {
            terms.shares().fail(channelsGiven, call.description() + " did not return");
          }
        });
    return result;
  }

  /** The same, and the process ends after it. */
  <R> CompletionStage<CallResult<R>> callLast(FunctionCall<R> call, Set<Class<?>> accepted) {
    return call(call, accepted, true);
  }

  private <R> CompletionStage<CallResult<R>> call(
      FunctionCall<R> call, Set<Class<?>> accepted, boolean last) {
    Encoded encoded = call.within(terms.settings().maxArgumentBytes());
    Set<String> names = names(encoded, accepted);
    PendingCall<R> pending = new PendingCall<>(names);
    int id;
    synchronized (this) {
      if (over) {
        pending.lost(terms.name() + " has ended");
        return pending.result();
      }
      id = ++lastCall;
      calls.put(id, pending);
      channels.opened(id, encoded.channels(), names);
    }
    outbox.put(frame(new CallFrame(id, last, terms.settings().maxResultBytes()), encoded));
    return pending.result();
  }

  @Override
  public void quit() {
    outbox.put(new FrameBuilder(FrameType.QUIT, 0).toBytes());
  }

  @Override
  public CompletionStage<Void> whenGone() {
    return gone.copy();
  }

  /** The process has ended, or never began. */
  synchronized void processEnded() {
    over = true;
    releaseKept();
  }

  /** Leaves the process, which ends when it notices that nobody is there. */
  void disconnect() {
    processEnded();
    outbox.close();
  }

  private static Set<String> names(Encoded encoded, Set<Class<?>> accepted) {
    Set<String> names = new HashSet<>(encoded.found());
    names.addAll(encoded.expected());
    accepted.forEach(type -> names.add(type.getName()));
    return names;
  }

  private static byte[] frame(CallFrame head, Encoded encoded) {
    try {
      return head.toBytes(encoded.found(), encoded.body());
    } catch (IOException tooLong) {
      throw new IllegalArgumentException(encoded.description() + ": " + tooLong.getMessage());
    }
  }

  private void read(InputStream answers) {
    try (answers) {
      FrameReader frames = new FrameReader(answers, terms.settings().maxResultBytes() + ROOM);
      for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
        accept(frame);
      }
    } catch (IOException | RuntimeException broken) {
      LOG.debug("{} is not understood", terms.name(), broken);
      listener.broken("it is not understood: " + broken.getMessage());
    } finally {
      end();
    }
  }

  private void accept(Frame frame) throws IOException {
    switch (frame.type()) {
      case FrameType.HELLO -> hello(frame.data().readLong());
      case FrameType.EXITING -> exiting = true;
      case FrameType.RETURNED, FrameType.THREW, FrameType.UNSENT -> answer(frame);
      default -> channels.accept(frame);
    }
  }

  private void hello(long process) throws IOException {
    synchronized (this) {
      if (over || pid != 0) {
        return;
      }
      pid = process;
      outbox.open(new FileOutputStream(pipes.requests()));
      releaseKept();
    }
    listener.connected(this);
  }

  private void answer(Frame frame) throws IOException {
    PendingCall<?> call;
    int id = frame.data().readInt();
    synchronized (this) {
      call = calls.remove(id);
    }
    if (call == null) {
      throw new IOException("an answer to call " + id + ", which was not made");
    }
    channels.closed(id);
    call.answer(frame);
  }

  private void end() {
    Set<PendingCall<?>> lost;
    synchronized (this) {
      processEnded();
      lost = Set.copyOf(calls.values());
      calls.clear();
    }
    outbox.close();
    channels.closed();
    lost.forEach(call -> call.lost(terms.name() + " has ended before it has answered"));
    gone.complete(null);
  }

  private void releaseKept() {
    release(requestsKept);
    release(answersKept);
    requestsKept = null;
    answersKept = null;
    Fifo.delete(pipes);
  }

  private static void release(@Nullable RandomAccessFile kept) {
    if (kept != null) {
      try {
        kept.close();
      } catch (IOException closedAlready) {
        // There was nothing to be written.
      }
    }
  }
}
