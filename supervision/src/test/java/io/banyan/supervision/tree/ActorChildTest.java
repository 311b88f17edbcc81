package io.banyan.supervision.tree;

import static io.banyan.supervision.tree.Specs.process;
import static io.banyan.supervision.tree.Specs.supervisor;
import static io.banyan.supervision.tree.TestTrees.get;
import static io.banyan.supervision.tree.TestTrees.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.lifecycle.ChildKind;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.actor.ActorDefinition;
import io.banyan.supervision.actor.ActorFactory;
import io.banyan.supervision.actor.ActorLife;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import io.banyan.supervision.strategy.ChildCounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActorChildTest {

  @RegisterExtension static final TestTrees TREES = new TestTrees();

  /** What an incarnation is and how to talk to it. */
  private record Alive(ActorLife life, ActorRef<String> ref) {}

  private final BlockingQueue<Alive> alive = new LinkedBlockingQueue<>();

  @BeforeEach
  void begin() {
    alive.clear();
  }

  @Test
  void lives_in_one_tree_with_processes_and_is_shown_without_a_pid() {
    SupervisionTree tree =
        TREES.start(supervisor(Strategy.ONE_FOR_ONE, process("a"), child(actor())));

    assertThat(TREES.paths()).containsExactly("/", "a", "actor");
    assertThat(TREES.view.get(path("actor")).orElseThrow())
        .satisfies(
            shown -> {
              assertThat(shown.declaration().kind()).isEqualTo(ChildKind.ACTOR);
              assertThat(shown.status()).isEqualTo("Running");
              assertThat(shown.life().process()).isEmpty();
            });
    assertThat(TREES.counts(tree, "/")).isEqualTo(new ChildCounts(2, 2, 0, 2));
  }

  @Test
  void that_throws_has_failed_with_its_message_and_is_restarted_with_its_siblings() {
    TREES.start(supervisor(Strategy.ONE_FOR_ALL, process("a"), child(actor())));

    next().ref().tell("throw");

    assertThat(next().life().incarnation().number()).isEqualTo(2);
    TREES.awaitStatus("actor", "Running [restarts: 1]");
    assertThat(TREES.engine.launched("a")).hasSize(2);
    ProcessEvent.Ended ended =
        TREES.events.await(ProcessEvent.Ended.class, e -> e.path().equals(path("actor")));
    assertThat(ended.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ended.reason().orElseThrow().description()).isEqualTo("Error: thrown on purpose");
  }

  @Test
  void that_stops_by_itself_has_ended_with_success() {
    TREES.start(
        supervisor(
            Strategy.ONE_FOR_ONE,
            child(actor()).withRestart(RestartPolicy.of(RestartType.TRANSIENT))));

    next().ref().tell("stop");

    TREES.awaitStatus("actor", "Exited");
  }

  @Test
  void that_throws_while_it_is_set_up_was_not_started() {
    SupervisionTree tree =
        TREES.begin(
            supervisor(
                Strategy.ONE_FOR_ONE,
                process("a"),
                child(
                    ActorDefinition.of(
                        life ->
                            Behaviors.setup(
                                context -> {
                                  throw new IllegalStateException("no luck");
                                })))));

    assertThat(get(tree.whenEnded()))
        .isEqualTo(new TreeEnd.GaveUp("could not start actor: no luck"));
  }

  @Test
  void whose_factory_throws_was_not_started() {
    ActorFactory<String> broken =
        life -> {
          throw new IllegalStateException("nothing to make");
        };
    SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, process("a")));

    assertThat(get(tree.add(path("/"), child(ActorDefinition.of(broken)), true)))
        .isEqualTo(new OperationResult.Failed("nothing to make"));
    TREES.awaitGone("actor");
  }

  @Test
  void can_say_later_that_it_is_ready_and_the_next_one_waits_for_that() {
    TREES.begin(
        supervisor(Strategy.ONE_FOR_ONE, child(actor().announcingReady()), process("after")));
    Alive first = next();
    TREES.awaitStatus("actor", "Starting");
    assertThat(TREES.engine.launched("after")).isEmpty();

    first.life().ready();

    TREES.engine.awaitLaunch("after", 1);
    TREES.awaitStatus("actor", "Running");
  }

  @Test
  void that_ends_before_it_said_so_was_not_started() {
    SupervisionTree tree =
        TREES.begin(supervisor(Strategy.ONE_FOR_ONE, child(actor().announcingReady())));

    next().ref().tell("stop");

    assertThat(get(tree.whenEnded()))
        .isEqualTo(new TreeEnd.GaveUp("could not start actor: it ended before it was ready"));
  }

  @Test
  void that_declines_to_start_is_no_failure() {
    SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, process("a")));

    assertThat(get(tree.add(path("/"), child(declining()), true)))
        .isEqualTo(new OperationResult.Declined());

    TREES.awaitStatus("actor", "Exited");
    assertThat(TREES.counts(tree, "/")).isEqualTo(new ChildCounts(2, 1, 0, 2));
  }

  @Test
  void is_asked_to_end_with_its_message() {
    SupervisionTree tree =
        TREES.start(supervisor(Strategy.ONE_FOR_ONE, child(actor().stoppedBy("stop"))));

    assertThat(get(tree.stop(path("actor"), Optional.empty())))
        .isEqualTo(new OperationResult.Stopped());
    TREES.awaitStatus("actor", "Stopped");
  }

  @Test
  void that_does_not_mind_its_message_is_killed_after_its_time() {
    SupervisionTree tree =
        TREES.start(
            supervisor(
                Strategy.ONE_FOR_ONE,
                child(
                    actor()
                        .stoppedBy("ignored")
                        .withShutdown(Shutdown.within(Duration.ofSeconds(3))))));
    CompletionStage<OperationResult> stop = tree.stop(path("actor"), Optional.empty());
    TREES.awaitStatus("actor", "Stopping");
    assertThat(stop.toCompletableFuture()).isNotDone();

    TREES.time.timePasses(Duration.ofSeconds(3));

    assertThat(get(stop)).isEqualTo(new OperationResult.ForceKilled());
  }

  @Test
  void that_is_stuck_in_a_message_is_given_up_and_left_to_itself() throws Exception {
    SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, child(actor())));
    Alive stuck = next();
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch within = new CountDownLatch(1);
    blocker = () -> within.countDown();
    blocked = release;
    stuck.ref().tell("block");
    assertThat(within.await(20, TimeUnit.SECONDS)).isTrue();
    try {
      CompletionStage<OperationResult> stop = tree.stop(path("actor"), Optional.of(Duration.ZERO));
      TREES.events.await(ProcessEvent.ForceKilling.class, e -> true);

      TREES.time.timePasses(Duration.ofSeconds(5));

      assertThat(get(stop)).isEqualTo(new OperationResult.ForceKilled());
      assertThat(get(tree.start(path("actor")))).isEqualTo(new OperationResult.Started());
    } finally {
      release.countDown();
    }
  }

  private volatile Runnable blocker = () -> {};
  private volatile CountDownLatch blocked = new CountDownLatch(0);

  @Test
  void cannot_be_sent_a_signal() {
    SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, child(actor())));

    assertThat(get(tree.kill(path("actor"), Signal.TERM)))
        .isEqualTo(new OperationResult.Failed("it is an actor; stop it instead"));
    assertThat(get(tree.signal(path("actor"), Signal.HUP)))
        .isEqualTo(new OperationResult.Failed("it is an actor, no process"));
  }

  @Test
  void made_from_a_template_is_given_its_arguments() {
    SupervisionTree tree =
        TREES.start(
            supervisor(
                Strategy.ONE_FOR_ONE,
                Specs.below(
                    "pool",
                    SupervisorSpec.dynamic(
                        new RestartLimit(3, Duration.ofSeconds(5)),
                        new Template(child(actor()), 10)))));

    get(tree.startAnother(path("pool"), Optional.empty(), List.of("x", "y")));
    Alive first = next();
    first.ref().tell("throw");

    assertThat(first.life().arguments()).containsExactly("x", "y");
    assertThat(next().life().arguments()).containsExactly("x", "y");
  }

  @Test
  void is_found_by_its_name_in_each_of_its_lives() {
    Bonds bonds =
        TREES.start(supervisor(Strategy.ONE_FOR_ONE, process("a"), child(actor()))).bonds();
    Alive first = next();

    assertThat(bonds.ref(path("actor"), String.class)).contains(first.ref());
    bonds.ref(path("actor"), String.class).orElseThrow().tell("throw");

    Alive second = next();
    assertThat(second.ref()).isNotEqualTo(first.ref());
    assertThat(bonds.ref(path("actor"), String.class)).contains(second.ref());
    assertThat(bonds.ref(path("a"), String.class)).isEmpty();
    assertThat(bonds.ref(path("nobody"), String.class)).isEmpty();
  }

  @Test
  void has_no_address_when_it_is_down() {
    SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, child(actor())));

    get(tree.stop(path("actor"), Optional.empty()));

    assertThat(tree.bonds().ref(path("actor"), String.class)).isEmpty();
  }

  @Test
  void that_says_what_it_takes_is_not_handed_out_for_anything_else() {
    ActorDefinition<String> strict = actor().accepting(String.class);
    Bonds bonds = TREES.start(supervisor(Strategy.ONE_FOR_ONE, child(strict))).bonds();

    assertThat(bonds.ref(path("actor"), String.class)).contains(next().ref());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bonds.ref(path("actor"), Integer.class))
        .withMessage("actor takes java.lang.String, not java.lang.Integer");
  }

  private static ChildSpec child(ActorDefinition<String> definition) {
    return ChildSpec.of("actor", definition);
  }

  private ActorDefinition<String> actor() {
    return ActorDefinition.of(
        life ->
            Behaviors.setup(
                context -> {
                  alive.add(new Alive(life, context.getSelf()));
                  return Behaviors.receive(String.class)
                      .onMessageEquals("stop", Behaviors::stopped)
                      .onMessageEquals(
                          "throw",
                          () -> {
                            throw new IllegalStateException("thrown on purpose");
                          })
                      .onMessageEquals(
                          "block",
                          () -> {
                            blocker.run();
                            blocked.await();
                            return Behaviors.same();
                          })
                      .onAnyMessage(other -> Behaviors.same())
                      .build();
                }));
  }

  private static ActorDefinition<String> declining() {
    return ActorDefinition.of(
        life -> {
          life.decline();
          return Behaviors.<String>stopped();
        });
  }

  private Alive next() {
    return Await.value("an incarnation", () -> alive.poll(), found -> found != null);
  }
}
