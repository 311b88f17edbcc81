package io.banyan.channels;

import java.time.Duration;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Whatever several threads do at once could also have been done one after the other. Random
 * programs of the steps that never wait, in all orders that a checker of models can think of, and
 * under stress. What waits is in {@link RacesTest}.
 */
@Param(name = "value", gen = IntGen.class, conf = "1:5")
public class LinearizabilityTest {

  private static final int DONE = 10;
  private static final int NOTHING = 0;
  private static final int END = -1;

  private final Channel<Integer> channel = new BoundedChannel<>(2, Patience.none());

  // Results are numbers: to follow the making of texts would take the checker most of its time.

  @Operation
  public int trySend(@Param(name = "value") int value) {
    try {
      return channel.trySend(value) ? DONE : NOTHING;
    } catch (ChannelClosedException e) {
      return END;
    }
  }

  @Operation
  public int tryReceive() {
    return number(channel.tryReceive());
  }

  @Operation
  public int receiveOrWithdraw() {
    var receive = channel.receiveAsync();
    return receive.cancel(false) ? NOTHING : number(receive.join());
  }

  @Operation
  public int sendOrWithdraw(@Param(name = "value") int value) {
    var send = channel.sendAsync(value);
    if (send.cancel(false)) {
      return NOTHING;
    }
    return send.isCompletedExceptionally() ? END : DONE;
  }

  @Operation
  public int select() throws InterruptedException {
    try {
      return Channel.select(Duration.ZERO, channel).map(Selected::value).orElse(NOTHING);
    } catch (ChannelClosedException e) {
      return END;
    }
  }

  private static int number(Received<Integer> received) {
    return received.isEnd() ? END : received.asOptional().orElse(NOTHING);
  }

  @Operation
  public void close() {
    channel.close();
  }

  @Operation
  public void cancel() {
    channel.cancel();
  }

  @Test
  void model() {
    new ModelCheckingOptions()
        .iterations(10)
        .invocationsPerIteration(100)
        .threads(2)
        .actorsPerThread(3)
        .check(LinearizabilityTest.class);
  }

  @Test
  void stress() {
    new StressOptions()
        .iterations(10)
        .invocationsPerIteration(100)
        .threads(3)
        .actorsPerThread(3)
        .check(LinearizabilityTest.class);
  }
}
