package io.banyan.runtime.output;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A runtime in a JVM of its own, so that its heap can be small: runs one shell command, logs what
 * it writes, and tells what was kept.
 */
public final class FloodMain {

  private FloodMain() {}

  /** Arguments: engine, when-full, log file, command. */
  public static void main(String[] args) throws InterruptedException {
    StreamSpec stream =
        new StreamSpec(Optional.of(Path.of(args[2])), 1000, WhenFull.valueOf(args[1]), false);
    StreamSpec none = new StreamSpec(Optional.empty(), 1000);
    AtomicLong told = new AtomicLong();
    AtomicLong tellings = new AtomicLong();
    ProcessOutputs outputs =
        new ProcessOutputs(
            Clock.systemUTC(),
            event -> {
              if (event instanceof ProcessEvent.OutputDropped dropped) {
                told.addAndGet(dropped.bytes());
                tellings.incrementAndGet();
              }
            });
    CountDownLatch ended = new CountDownLatch(1);
    ProcessOutput output = outputs.of(new ChildPath("flood"), new OutputSpec(stream, none));
    ProcessOutput.Handlers handlers = output.open(1, ended::countDown);
    EngineSettings settings = EngineSettings.from(ConfigFactory.load()).withKind(args[0]);
    try (ProcessEngine engine = ProcessEngines.create(settings)) {
      engine.launch(
          new LaunchSpec(
              List.of("/bin/sh", "-c", args[3]),
              Path.of("/"),
              Map.of("PATH", "/usr/bin:/bin"),
              StdinSource.NULL,
              handlers.stdout(),
              handlers.stderr()),
          exit -> System.out.println("exit=" + exit.status()));
      ended.await();
      System.out.println("ended");
      outputs.close();
    }
    OutputTail tail = output.tail();
    List<OutputLine> last = tail.last(Set.of(OutputStreamKind.STDOUT), 100_000);
    System.out.println("kept=" + last.size());
    System.out.println("lines=" + tail.lastSequence());
    System.out.println("last=" + last.get(last.size() - 1).text().length());
    System.out.println("dropped=" + tail.droppedBytes(OutputStreamKind.STDOUT));
    System.out.println("told=" + told);
    System.out.println("tellings=" + tellings);
  }
}
