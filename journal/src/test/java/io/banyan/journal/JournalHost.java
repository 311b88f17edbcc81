package io.banyan.journal;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.ProcessEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A JVM that publishes facts as fast as it can, to be killed by a test. It says {@code first N}
 * when its journal is open, and then, again and again, {@code durable N}: every fact up to there
 * is.
 */
final class JournalHost {

  private JournalHost() {}

  public static void main(String[] arguments) {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "host",
            ConfigFactory.parseString(
                    "pekko.loglevel = WARNING, banyan.journal.snapshot-every = 300")
                .withFallback(ConfigFactory.load()));
    EventHub hub = new EventHub(Clock.systemUTC());
    JournalSettings settings = JournalSettings.from(system.settings().config());
    Journal journal =
        Journal.start(system, "host", settings, settings.store("host", Path.of(arguments[0])), hub);
    journal
        .awaitState(Duration.ofSeconds(60))
        .orElseThrow(() -> new IllegalStateException("the journal cannot be opened"));
    System.out.println("first " + (hub.lastSequence() + 1));
    ChildPath child = new ChildPath("child");
    AtomicBoolean asked = new AtomicBoolean();
    for (int i = 1; ; i++) {
      hub.publish(new ProcessEvent.ProcessDeclared(child, false, "number " + i, List.of()));
      if (asked.compareAndSet(false, true)) {
        long last = hub.lastSequence();
        journal
            .durable()
            .thenRun(
                () -> {
                  System.out.println("durable " + last);
                  asked.set(false);
                });
      }
      while (journal.lag() > 200) {
        Thread.onSpinWait();
      }
    }
  }
}
