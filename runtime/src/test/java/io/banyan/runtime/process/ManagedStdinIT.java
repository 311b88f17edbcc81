package io.banyan.runtime.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.engine.InputOutcome;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.limits.Limits;
import io.banyan.runtime.output.OutputLine;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;

class ManagedStdinIT {

  private static final ChildPath CAT = new ChildPath("cat");
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void a_real_process_reads_what_its_actor_is_told_to_write() {
    ActorTestKit testKit = ActorTestKit.create();
    try (ProcessRuntime runtime =
        ProcessRuntime.start(ConfigFactory.load(), Fixtures.ENVIRONMENT)) {
      TestProbe<ProcessNotice> owner = testKit.createTestProbe();
      TestProbe<InputOutcome> outcome = testKit.createTestProbe();
      TestProbe<Done> closed = testKit.createTestProbe();
      ActorRef<ManagedProcess.Command> cat =
          testKit.spawn(
              ManagedProcess.create(
                  new Incarnation(CAT, 1), spec(), runtime.ports(), owner.getRef()::tell));
      owner.expectMessageClass(ProcessNotice.Running.class, LIMIT);

      byte[] text = "hello\n".getBytes(UTF_8);
      cat.tell(new ManagedProcess.WriteStdin(ByteBuffer.wrap(text), outcome.getRef()));
      outcome.expectMessageClass(InputOutcome.Accepted.class, LIMIT);
      cat.tell(new ManagedProcess.CloseStdin(closed.getRef()));
      closed.expectMessage(LIMIT, Done.getInstance());

      ProcessNotice.Ended ended = owner.expectMessageClass(ProcessNotice.Ended.class, LIMIT);
      assertThat(ended.outcome()).isEqualTo(Outcome.EXITED);
      assertThat(
              runtime
                  .ports()
                  .outputs()
                  .tail(CAT)
                  .orElseThrow()
                  .last(Set.of(OutputStreamKind.STDOUT), 10))
          .extracting(OutputLine::text)
          .containsExactly("hello", "end");
    } finally {
      testKit.shutdownTestKit();
    }
  }

  private static ProcessSpec spec() {
    StreamSpec stream = new StreamSpec(Optional.empty(), 100);
    return new ProcessSpec(
        new ProcessCommand.Argv(List.of(Fixtures.path("copy-stdin").toString())),
        Path.of("/"),
        Environment.INHERITED,
        Signal.TERM,
        Shutdown.within(GRACE),
        Set.of(0),
        new OutputSpec(stream, stream),
        LaunchOptions.NONE,
        Limits.NONE,
        StdinSource.PIPE,
        Escaped.KILL);
  }
}
