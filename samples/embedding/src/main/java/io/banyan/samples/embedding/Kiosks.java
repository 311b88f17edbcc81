package io.banyan.samples.embedding;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The application: two kiosks in its own actor system, of which one has an accident. */
public final class Kiosks {

  private Kiosks() {}

  /** Runs it and tells what happens. */
  public static void main(String[] arguments) {
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "kiosks");
    try {
      run(system, System.out::println);
    } finally {
      system.terminate();
    }
  }

  static void run(ActorSystem<?> system, Consumer<String> out) {
    try (Kiosk north = get(Kiosk.open(system, "north"));
        Kiosk south = get(Kiosk.open(system, "south"))) {
      get(north.sell());
      out.accept("north has sold " + get(north.sell()));
      out.accept("south has sold " + get(south.sell()));

      get(north.crash());

      out.accept("north's clock was killed, and its till crashed with it: both are back");
      out.accept("north has sold " + get(north.sell()));
      out.accept("south has sold " + get(south.sell()));
    }
    out.accept("both are closed, and the actor system goes on");
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
