package io.banyan.samples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.testkit.junit.NoProcessesLeft;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class KiosksIT {

  @RegisterExtension final NoProcessesLeft processes = new NoProcessesLeft();

  @Test
  @Timeout(120)
  void one_kiosk_has_an_accident_and_the_other_does_not_notice() {
    List<String> told = new ArrayList<>();
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "test");
    try {
      Kiosks.run(system, told::add);
      assertThat(system.whenTerminated().isCompleted()).isFalse();
    } finally {
      system.terminate();
    }

    assertThat(told)
        .containsExactly(
            "north has sold 2",
            "south has sold 1",
            "north's clock was killed, and its till crashed with it: both are back",
            "north has sold 1",
            "south has sold 2",
            "both are closed, and the actor system goes on");
  }
}
