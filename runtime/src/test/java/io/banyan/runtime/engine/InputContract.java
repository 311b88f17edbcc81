package io.banyan.runtime.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ExitStatus.Exited;
import io.banyan.runtime.engine.InputOutcome.Accepted;
import io.banyan.runtime.engine.InputOutcome.Busy;
import io.banyan.runtime.engine.InputOutcome.Closed;
import io.banyan.runtime.fixture.Await;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** How every engine writes what its processes read. */
abstract class InputContract extends EngineTest {

  private static final int MIB = 1024 * 1024;

  @Test
  void everythingInItsOrderAndThenTheEnd() {
    Launch launch = piped("cat; echo end");

    assertThat(write(launch, "first ").join()).isEqualTo(new Accepted());
    assertThat(write(launch, "second\n").join()).isEqualTo(new Accepted());
    launch.process().stdin().close();

    assertThat(launch.stdout.awaitAll()).isEqualTo("first second\nend\n");
    assertThat(write(launch, "late").join()).isInstanceOf(Closed.class);
  }

  @Test
  void anAnswerBeforeTheEnd() {
    Launch launch = piped("read line; echo \"got $line\"; read line; echo \"got $line\"");

    write(launch, "one\n");
    assertThat(launch.stdout.awaitLine()).isEqualTo("got one");
    write(launch, "two\n");

    assertThat(launch.stdout.awaitAll()).isEqualTo("got one\ngot two\n");
  }

  @Test
  void moreThanThePipeHoldsOnlyAsItIsRead() {
    Launch launch = piped("read go; wc -c");

    launch.process().signal(Signal.STOP, SignalScope.GROUP);
    byte[] bytes = new byte[16 * MIB];
    bytes[0] = '\n';
    CompletableFuture<InputOutcome> big = write(launch, bytes);
    assertThat(write(launch, "too early").join()).isEqualTo(new Busy());
    launch.process().stdin().close();
    assertThat(big).isNotDone();
    launch.process().signal(Signal.CONT, SignalScope.GROUP);

    assertThat(await(big)).isEqualTo(new Accepted());
    assertThat(launch.stdout.awaitAll().trim()).isEqualTo(Integer.toString(16 * MIB - 1));
    launch.awaitAllTold();
  }

  @Test
  void nothingToWhoDoesNotReadAnyMoreAndTheJvmLives() {
    Launch launch = piped("exec 0<&-; echo closed; sleep 1000000");
    launch.stdout.awaitLine();

    assertThat(await(write(launch, new byte[MIB]))).isInstanceOf(Closed.class);

    launch.process().signal(Signal.KILL, SignalScope.GROUP);
    launch.awaitAllTold();
  }

  @Test
  void nothingToWhoHasEndedMeanwhile() {
    Launch launch = piped("read line; exit 5");

    CompletableFuture<InputOutcome> big = write(launch, ("x\n" + "y".repeat(MIB)).getBytes(UTF_8));

    assertThat(launch.awaitExit()).isEqualTo(new Exited(5));
    assertThat(await(big)).isInstanceOf(Closed.class);
    launch.awaitAllTold();
    assertThat(await(write(launch, "late"))).isInstanceOf(Closed.class);
  }

  @Test
  void anEndForAProcessWhoseWriterNeverComes() {
    Launch launch = piped("cat");

    engine.close();

    launch.awaitAllTold();
    assertThat(await(write(launch, "late"))).isInstanceOf(Closed.class);
  }

  @Test
  void nothingWithoutAPipe() {
    Launch launch = fixture("copy-stdin");

    assertThat(await(write(launch, "x"))).isInstanceOf(Closed.class);
    launch.awaitAllTold();
  }

  @Test
  void theInputOfTheRuntimeItselfWhenInherited() {
    Launch launch = launch(StdinSource.INHERIT, "readlink /proc/self/fd/0 || true");

    launch.awaitAllTold();
    assertThat(launch.awaitExit()).isEqualTo(new Exited(0));
  }

  @RepeatedTest(20)
  void toldOnceWhateverTheRaceBetweenReadCloseAndEnd() {
    Launch launch = piped("head -c 100000 > /dev/null");
    CompletableFuture<InputOutcome> first = write(launch, new byte[150_000]);
    launch.process().stdin().close();

    InputOutcome outcome = await(first);

    assertThat(outcome).isInstanceOfAny(Accepted.class, Closed.class);
    launch.awaitAllTold();
  }

  private Launch piped(String script) {
    return launch(StdinSource.PIPE, script);
  }

  private Launch launch(StdinSource source, String script) {
    return launch(source, List.of("/bin/sh", "-c", script));
  }

  private static CompletableFuture<InputOutcome> write(Launch launch, String text) {
    return write(launch, text.getBytes(UTF_8));
  }

  private static CompletableFuture<InputOutcome> write(Launch launch, byte[] bytes) {
    return launch.process().stdin().write(ByteBuffer.wrap(bytes)).toCompletableFuture();
  }

  private static InputOutcome await(CompletableFuture<InputOutcome> outcome) {
    Await.until("the outcome of a write", outcome::isDone);
    return outcome.orTimeout(1, TimeUnit.SECONDS).join();
  }
}
