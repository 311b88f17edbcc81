package io.banyan.pool.worker;

import io.banyan.channels.exchange.Departure;
import io.banyan.channels.exchange.Exchange;
import io.banyan.channels.exchange.ExchangeException;
import io.banyan.channels.exchange.ExchangeFailure;
import io.banyan.channels.exchange.ExchangeLimits;
import io.banyan.channels.exchange.ExchangeListener;
import io.banyan.channels.exchange.ExchangeSettings;
import io.banyan.channels.exchange.Exchanges;
import io.banyan.channels.exchange.WhenDown;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.tree.Surroundings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Workers that are processes, which read tasks and write results.
 *
 * @param process how each is run; its standard input is ours
 * @param protocol what is spoken with it
 */
public record ProcessWorkers(ProcessSpec process, WireProtocol protocol)
    implements Workers<String, String> {

  // The pool has a limit of its own.
  private static final ExchangeLimits ONE_AT_A_TIME =
      new ExchangeLimits(1, 1, Duration.ofDays(200), WhenDown.FAIL);

  public ProcessWorkers {
    process = process.withStdin(StdinSource.PIPE);
  }

  @Override
  public Optional<ChildDefinition> template() {
    return Optional.of(ChildDefinition.ProcessChild.daemon(process));
  }

  @Override
  public Shutdown shutdown() {
    return process.shutdown();
  }

  @Override
  public Links<String, String> open(Surroundings here, ActorSystem<?> system) {
    Exchanges exchanges =
        Exchanges.start(here.ports().process().outputs(), system.settings().config());
    return new Links<>() {
      @Override
      public WorkerLink<String, String> to(ChildPath worker) {
        LastWords end = new LastWords();
        return new Link(
            exchanges.open(
                worker, ExchangeSettings.of(protocol.protocol(), ONE_AT_A_TIME).withListener(end)),
            protocol,
            end);
      }

      @Override
      public void close() {
        exchanges.close();
      }
    };
  }

  /** One that ends at once is forgotten by its supervisor before anybody can ask why. */
  private static final class LastWords implements ExchangeListener<String> {

    private volatile Optional<String> words = Optional.empty();

    @Override
    public void onDown(Departure departure) {
      words = Optional.of(departure.words());
    }
  }

  private record Link(Exchange<String, String> exchange, WireProtocol protocol, LastWords end)
      implements WorkerLink<String, String> {

    @Override
    public Optional<String> lastWords() {
      return end.words;
    }

    @Override
    public void run(String task, Consumer<Answer<String>> answer) {
      exchange
          .request(task)
          .whenComplete(
              (result, failure) ->
                  answer.accept(failure == null ? protocol.answer(result) : failed(failure)));
    }

    private static Answer<String> failed(Throwable failure) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      if (!(cause instanceof ExchangeException exchange)) {
        return new Answer.Lost<>("cannot be asked: " + cause);
      }
      ExchangeFailure why = exchange.failure();
      if (why instanceof ExchangeFailure.Unsendable || why instanceof ExchangeFailure.Garbled) {
        return new Answer.Failed<>(why.words(), Optional.empty());
      } else if (why instanceof ExchangeFailure.Ended ended) {
        return new Answer.Lost<>(ended.departure().words());
      }
      return why.mayBeDone() ? new Answer.Lost<>(why.words()) : new Answer.NotGiven<>(why.words());
    }

    @Override
    public void close() {
      exchange.close();
    }
  }
}
