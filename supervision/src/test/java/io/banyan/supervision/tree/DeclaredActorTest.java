package io.banyan.supervision.tree;

import static io.banyan.supervision.tree.Specs.process;
import static io.banyan.supervision.tree.Specs.supervisor;
import static io.banyan.supervision.tree.TestTrees.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.lifecycle.ChildKind;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.actor.ActorDefinition;
import io.banyan.supervision.graph.NodeKind;
import io.banyan.supervision.reload.Change;
import io.banyan.supervision.reload.TreeDiff;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeclaredActorTest {

  @RegisterExtension static final TestTrees TREES = new TestTrees();

  /** Puts a sibling into a group when it is told to. */
  private record Grouper(String sibling, String group) implements DeclaredActor {
    @Override
    public Optional<String> role() {
      return Optional.of("pool");
    }

    @Override
    public Shutdown shutdown() {
      return Shutdown.within(Duration.ofSeconds(5));
    }

    @Override
    public ActorDefinition<?> in(Surroundings here) {
      if (sibling.isEmpty()) {
        throw new IllegalStateException("there is nobody to group");
      }
      return ActorDefinition.of(
              life ->
                  Behaviors.receive(String.class)
                      .onMessageEquals(
                          "go",
                          () -> {
                            here.tree().join(path(sibling), group);
                            return Behaviors.same();
                          })
                      .build())
          .accepting(String.class);
    }
  }

  private static SupervisorSpec tree(DeclaredActor actor) {
    return supervisor(Strategy.ONE_FOR_ONE, process("a"), ChildSpec.of("grouper", actor));
  }

  @Test
  void is_made_where_it_lives_and_shown_as_what_it_is_for() {
    SupervisionTree running = TREES.start(tree(new Grouper("a", "g")));

    running.bonds().ref(path("grouper"), String.class).orElseThrow().tell("go");

    TREES.events.await(
        io.banyan.runtime.event.ProcessEvent.Grouped.class,
        e -> e.path().equals(path("a")) && e.groups().contains("g"));
    assertThat(TREES.view.get(path("grouper")).orElseThrow().declaration().kind())
        .isEqualTo(ChildKind.POOL);
    assertThat(running.graph(TREES.view.all()).node("grouper").kind()).isEqualTo(NodeKind.POOL);
    assertThat(running.graph(List.of()).node("grouper").kind()).isEqualTo(NodeKind.POOL);
  }

  @Test
  void that_cannot_be_made_was_not_started() {
    SupervisionTree running = TREES.begin(tree(new Grouper("", "g")));

    assertThat(TestTrees.get(running.whenEnded()))
        .isEqualTo(new TreeEnd.GaveUp("could not start grouper: there is nobody to group"));
  }

  @Test
  void is_left_alone_by_a_reload_unless_its_values_differ() {
    SupervisorSpec before = tree(new Grouper("a", "g"));

    assertThat(TreeDiff.between(before, tree(new Grouper("a", "g")))).isEmpty();
    SupervisorSpec after = tree(new Grouper("a", "h"));
    assertThat(TreeDiff.between(before, after))
        .containsExactly(
            new Change.Replaced(path("grouper"), after.children().get(1), List.of("pool")));
  }
}
