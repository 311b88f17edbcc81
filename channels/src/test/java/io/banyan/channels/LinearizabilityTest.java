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

  private final Channel<Integer> channel = new BoundedChannel<>(2, Patience.none());

  @Operation
  public String trySend(@Param(name = "value") int value) {
    try {
      return channel.trySend(value) ? "sent" : "full";
    } catch (ChannelClosedException e) {
      return "closed";
    }
  }

  @Operation
  public String tryReceive() {
    return channel.tryReceive().toString();
  }

  @Operation
  public String receiveOrWithdraw() {
    var receive = channel.receiveAsync();
    receive.cancel(false);
    return receive.isCancelled() ? "cancelled" : receive.join().toString();
  }

  @Operation
  public String sendOrWithdraw(@Param(name = "value") int value) {
    var send = channel.sendAsync(value);
    send.cancel(false);
    return send.isCancelled() ? "cancelled" : String.valueOf(send.isCompletedExceptionally());
  }

  @Operation
  public String select() throws InterruptedException {
    try {
      return Channel.select(Duration.ZERO, channel).map(Selected::value).toString();
    } catch (ChannelClosedException e) {
      return "end";
    }
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
