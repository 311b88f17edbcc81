package io.banyan.journal.writer;

import io.banyan.journal.state.JournalState;
import io.banyan.journal.store.JournalStore;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the journal of one runtime: hands what waits in the queue to a {@link JournalWriter},
 * one batch at a time, and takes it off the queue when it is durable. When the writer fails, it
 * says so as a fact, starts another one after a while, and goes on where that has got to: nothing
 * is written twice, and nothing is lost that had a place in the queue.
 */
public final class JournalKeeper extends AbstractBehavior<JournalKeeper.Command> {

  /** What the keeper can be told. */
  public sealed interface Command {}

  /** Completed when everything up to this sequence number is durable, or cannot be for now. */
  public record AwaitDurable(long sequence, CompletableFuture<Void> done) implements Command {}

  /** Write what there is and end; completed then. */
  public record Close(CompletableFuture<Void> done) implements Command {}

  private record Said(ActorRef writer, JournalWriter.Word word) implements Command {}

  private record WriterGone(ActorRef writer) implements Command {}

  private enum Internal implements Command {
    NEWS,
    WRITE,
    RETRY
  }

  /**
   * What it works with.
   *
   * @param hub whose facts are kept
   * @param queue where they wait
   * @param health told how it goes
   * @param recovered completed when the journal was opened for the first time
   */
  public record Means(
      EventHub hub,
      WriteQueue queue,
      JournalStore store,
      Health health,
      CompletableFuture<JournalState> recovered) {}

  private static final int BATCH = 500;

  /** Facts come in bursts: one batch for each leaves the processor to those who cause them. */
  private static final Duration GATHERING = Duration.ofMillis(10);

  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(10);

  private final TimerScheduler<Command> timers;
  private final WriterSettings settings;
  private final Means means;
  private final EventHub.Subscription subscription;
  private final AtomicBoolean newsTold = new AtomicBoolean();
  private final List<AwaitDurable> waiting = new ArrayList<>();
  private @Nullable ActorRef writer;
  private boolean ready;
  private boolean writing;
  private boolean joined;
  private int failures;
  private @Nullable CompletableFuture<Void> closing;

  /** A behavior that looks after one journal. */
  public static Behavior<Command> create(WriterSettings settings, Means means) {
    return Behaviors.setup(
        context -> {
          context.setLoggerName(JournalKeeper.class);
          return Behaviors.withTimers(
              timers -> new JournalKeeper(context, timers, settings, means));
        });
  }

  private JournalKeeper(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      WriterSettings settings,
      Means means) {
    super(context);
    this.timers = timers;
    this.settings = settings;
    this.means = means;
    org.apache.pekko.actor.typed.ActorRef<Command> me = context.getSelf();
    this.subscription =
        means
            .hub()
            .subscribe(
                recorded -> {
                  if (!recorded.event().isMeasurement()) {
                    means.queue().offer(recorded);
                    // Not one message a fact: the mailbox has no bounds.
                    if (newsTold.compareAndSet(false, true)) {
                      me.tell(Internal.NEWS);
                    }
                  }
                });
    startWriter();
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Said.class, this::onSaid)
        .onMessage(WriterGone.class, this::onWriterGone)
        .onMessage(AwaitDurable.class, this::onAwaitDurable)
        .onMessage(Close.class, this::onClose)
        .onMessageEquals(Internal.NEWS, this::onNews)
        .onMessageEquals(Internal.WRITE, this::write)
        .onMessageEquals(Internal.RETRY, this::onRetry)
        .onSignal(PostStop.class, stopped -> onPostStop())
        .build();
  }

  private void startWriter() {
    ready = false;
    writing = false;
    org.apache.pekko.actor.typed.ActorRef<Command> me = getContext().getSelf();
    CompletableFuture<ActorRef> self = new CompletableFuture<>();
    ActorRef started =
        Adapter.actorOf(
            getContext(),
            JournalWriter.props(
                settings, means.store(), word -> me.tell(new Said(self.join(), word))));
    self.complete(started);
    writer = started;
    Adapter.toTyped(started);
    getContext().watchWith(Adapter.<Object>toTyped(started), new WriterGone(started));
  }

  private Behavior<Command> onNews() {
    newsTold.set(false);
    if (ready && !writing && !timers.isTimerActive(Internal.WRITE)) {
      timers.startSingleTimer(Internal.WRITE, Internal.WRITE, GATHERING);
    }
    return this;
  }

  private Behavior<Command> write() {
    if (writer == null || !ready || writing) {
      return this;
    }
    List<RecordedEvent> batch = means.queue().first(BATCH);
    if (!batch.isEmpty()) {
      writing = true;
      writer.tell(new JournalWriter.Write(batch), ActorRef.noSender());
    } else {
      release(Long.MAX_VALUE);
      if (closing != null) {
        ready = false;
        writer.tell(JournalWriter.Finish.FINISH, ActorRef.noSender());
      }
    }
    return this;
  }

  private Behavior<Command> onSaid(Said said) {
    if (!said.writer().equals(writer)) {
      return this;
    } else if (said.word() instanceof JournalWriter.Recovered recovered) {
      onRecovered(recovered.state());
    } else if (said.word() instanceof JournalWriter.Written written) {
      onWritten(written.sequence());
    } else if (said.word() instanceof JournalWriter.Failed failed) {
      onFailed(failed.reason());
    }
    return this;
  }

  private void onRecovered(JournalState state) {
    long last = state.lastSequence();
    if (joined) {
      means.queue().durable(last);
    } else {
      joined = true;
      means.hub().advance(last, () -> means.queue().advance(last));
      means.recovered().complete(state);
    }
    ready = true;
    write();
  }

  private void onWritten(long sequence) {
    writing = false;
    means.queue().durable(sequence);
    if (failures > 0) {
      failures = 0;
      means.health().set(Optional.empty());
      long lost = means.queue().takeLost();
      getContext().getLog().warn("The journal can be written again; {} facts are not in it", lost);
      means.hub().publish(new ProcessEvent.JournalRecovered(ChildPath.ROOT, lost));
    }
    release(sequence);
    write();
  }

  private void onFailed(String reason) {
    ready = false;
    failures++;
    means.health().set(Optional.of(reason));
    if (failures == 1) {
      getContext().getLog().error("The journal cannot be written: {}", reason);
      means.hub().publish(new ProcessEvent.JournalFailed(ChildPath.ROOT, reason));
    }
    release(Long.MAX_VALUE);
  }

  private Behavior<Command> onWriterGone(WriterGone gone) {
    if (!gone.writer().equals(writer)) {
      return this;
    }
    writer = null;
    ready = false;
    means.store().close();
    if (closing != null) {
      closing.complete(null);
      return Behaviors.stopped();
    }
    if (failures == 0) {
      onFailed("its writer failed; see the log");
    }
    timers.startSingleTimer(Internal.RETRY, Internal.RETRY, retryDelay());
    return this;
  }

  private Duration retryDelay() {
    Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 10));
    return delay.compareTo(LAST_RETRY) < 0 ? delay : LAST_RETRY;
  }

  private Behavior<Command> onRetry() {
    if (writer == null) {
      startWriter();
    }
    return this;
  }

  private Behavior<Command> onAwaitDurable(AwaitDurable request) {
    if (failures > 0) {
      request.done().complete(null);
      return this;
    }
    waiting.add(request);
    return write();
  }

  private void release(long sequence) {
    waiting.stream()
        .filter(request -> request.sequence() <= sequence)
        .forEach(request -> request.done().complete(null));
    waiting.removeIf(request -> request.sequence() <= sequence);
  }

  private Behavior<Command> onClose(Close request) {
    subscription.close();
    closing = request.done();
    if (writer == null) {
      request.done().complete(null);
      return Behaviors.stopped();
    }
    return write();
  }

  private Behavior<Command> onPostStop() {
    subscription.close();
    release(Long.MAX_VALUE);
    means.store().close();
    return this;
  }
}
