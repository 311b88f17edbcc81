package io.banyan.supervision.strategy;

import static io.banyan.supervision.strategy.Specs.ending;
import static io.banyan.supervision.strategy.Specs.permanent;
import static io.banyan.supervision.strategy.Specs.pool;
import static io.banyan.supervision.strategy.Specs.significant;
import static io.banyan.supervision.strategy.Specs.temporary;
import static io.banyan.supervision.strategy.Specs.transientOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.supervision.spec.AutoShutdown;
import io.banyan.supervision.spec.Backoff;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Auto-shutdown: cases of OTP's supervisor_SUITE, by their names. */
class OtpSignificantTest {

  @ParameterizedTest
  @EnumSource(AutoShutdown.class)
  void nonsignificant_temporary(AutoShutdown mode) {
    for (ChildEnd end : new ChildEnd[] {ChildEnd.SUCCESS, ChildEnd.FAILURE}) {
      World world = booted(mode, temporary("a"), temporary("b"));

      world.ends("a", end);
      world.ends("b", end);

      assertThat(world.hasEnded()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(AutoShutdown.class)
  void nonsignificant_transient(AutoShutdown mode) {
    World world = booted(mode, transientOne("a"), transientOne("b"));

    world.finishes("a");
    world.crashes("b");
    world.finishes("b");

    assertThat(world.hasEnded()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = ChildEnd.class,
      names = {"SUCCESS", "FAILURE"})
  void significant_temporary_any(ChildEnd end) {
    World world =
        booted(AutoShutdown.ANY, significant(temporary("a")), permanent("b"), permanent("c"));
    world.log();

    world.ends("a", end);

    assertThat(world.log()).containsExactly("stop c", "stop b");
    assertThat(world.end()).isEqualTo(new SupervisorEnd.AutoShutDown("a"));
    assertThat(world.end().isFailure()).isFalse();
  }

  @Test
  void significant_temporary_stopped_by_an_operator() {
    World world =
        booted(AutoShutdown.ANY, significant(temporary("a")), significant(temporary("b")));

    world.stop("a");
    world.restart("b");

    assertThat(world.hasEnded()).isFalse();
    assertThat(world.incarnations("b")).containsExactly(2);
  }

  @Test
  void significant_temporary_all() {
    World world =
        booted(
            AutoShutdown.ALL,
            significant(temporary("a")),
            significant(temporary("b")),
            significant(temporary("c")),
            permanent("d"));

    world.finishes("a");
    world.stop("c");
    assertThat(world.hasEnded()).isFalse();
    world.crashes("b");

    assertThat(world.end()).isEqualTo(new SupervisorEnd.AutoShutDown("b"));
  }

  @ParameterizedTest
  @EnumSource(
      value = AutoShutdown.class,
      names = {"ANY", "ALL"})
  void significant_transient(AutoShutdown mode) {
    World world = booted(mode, significant(transientOne("a")), permanent("b"));

    world.crashes("a");
    assertThat(world.hasEnded()).isFalse();
    world.finishes("a");

    assertThat(world.end()).isEqualTo(new SupervisorEnd.AutoShutDown("a"));
  }

  @Test
  void significant_transient_all_waits_for_one_that_is_being_restarted() {
    World world =
        booted(
            AutoShutdown.ALL,
            significant(transientOne("a")),
            significant(
                transientOne("b")
                    .withRestart(
                        RestartPolicy.of(RestartType.TRANSIENT)
                            .withBackoff(Backoff.constant(Duration.ofSeconds(1))))));
    world.crashes("b");

    world.finishes("a");
    assertThat(world.hasEnded()).isFalse();
    world.delayOver("b");
    world.finishes("b");

    assertThat(world.end()).isEqualTo(new SupervisorEnd.AutoShutDown("b"));
  }

  @ParameterizedTest
  @CsvSource({"ANY, 1", "ALL, 3"})
  void significant_simple(AutoShutdown mode, int ends) {
    World world = World.booted(pool(mode, significant(temporary("w"))));
    for (int i = 1; i <= 3; i++) {
      world.startAnother("w-" + i);
    }

    for (int i = 1; i <= ends; i++) {
      assertThat(world.hasEnded()).isFalse();
      world.finishes("w-" + i);
    }

    assertThat(world.end()).isEqualTo(new SupervisorEnd.AutoShutDown("w-" + ends));
    assertThat(world.alive()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ONE_FOR_ONE, ANY",
    "ONE_FOR_ONE, ALL",
    "ONE_FOR_ALL, ANY",
    "ONE_FOR_ALL, ALL",
    "REST_FOR_ONE, ANY",
    "REST_FOR_ONE, ALL"
  })
  void significant_bystander(Strategy strategy, AutoShutdown mode) {
    for (ChildSpec bystander :
        new ChildSpec[] {significant(temporary("b")), significant(transientOne("b"))}) {
      World world = World.booted(ending(mode, strategy, permanent("a"), bystander));

      world.crashes("a");

      assertThat(world.hasEnded()).isFalse();
      assertThat(world.incarnations("a")).containsExactly(2);
    }
  }

  /** What the outer supervisor sees of the inner one is a child that ended with success. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void significant_escalation(boolean innerIsSignificant) {
    World world =
        booted(
            AutoShutdown.ANY,
            transientOne("inner").withSignificant(innerIsSignificant),
            permanent("other"));

    world.finishes("inner");

    assertThat(world.hasEnded()).isEqualTo(innerIsSignificant);
  }

  /** significant_upgrade_never_any and its five sisters. */
  @ParameterizedTest
  @CsvSource({
    "NEVER, ANY, true",
    "ANY, NEVER, false",
    "NEVER, ALL, false",
    "ALL, NEVER, false",
    "ANY, ALL, false",
    "ALL, ANY, true"
  })
  void significant_upgrade_(AutoShutdown before, AutoShutdown after, boolean endsWithTheFirst) {
    World world = booted(before, marked(before, "a"), marked(before, "b"), permanent("c"));
    world.log();

    world.reconfigure(
        ending(
            after, Strategy.ONE_FOR_ONE, marked(after, "a"), marked(after, "b"), permanent("c")));
    assertThat(world.log()).isEmpty();
    world.finishes("a");

    assertThat(world.hasEnded()).isEqualTo(endsWithTheFirst);
    if (!endsWithTheFirst) {
      world.finishes("b");
      assertThat(world.hasEnded()).isEqualTo(after == AutoShutdown.ALL);
    }
  }

  @Test
  void significant_upgrade_never_refuses_another_significant_child() {
    World world = booted(AutoShutdown.NEVER, permanent("a"));

    assertThat(world.machine.admission().add(significant(temporary("b"))))
        .isEqualTo(Optional.of(Refusal.NO_AUTO_SHUTDOWN));
  }

  @Test
  void significant_upgrade_child() {
    World world = booted(AutoShutdown.ANY, transientOne("a"), permanent("b"));

    world.reconfigure(
        ending(
            AutoShutdown.ANY,
            Strategy.ONE_FOR_ONE,
            significant(transientOne("a")),
            permanent("b")));
    world.finishes("a");

    assertThat(world.end()).isEqualTo(new SupervisorEnd.AutoShutDown("a"));
    assertThatThrownBy(
            () -> ending(AutoShutdown.NEVER, Strategy.ONE_FOR_ONE, significant(transientOne("a"))))
        .hasMessage("a is significant without auto-shutdown");
  }

  private static ChildSpec marked(AutoShutdown mode, String id) {
    return transientOne(id).withSignificant(mode != AutoShutdown.NEVER);
  }

  private static World booted(AutoShutdown mode, ChildSpec... children) {
    return World.booted(ending(mode, Strategy.ONE_FOR_ONE, children));
  }
}
