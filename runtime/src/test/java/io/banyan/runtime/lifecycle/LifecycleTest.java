package io.banyan.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The complete table: every state × every transition. A dash means that there is no next state. */
class LifecycleTest {

  private static final List<Transition> COLUMNS = List.of(Transition.values());

  private static final List<String> TABLE =
      List.of(
          "             START    READY   STOP     E_STOP  E_KILL E_EXIT E_FAIL RESTART",
          "initialized  starting -       -        stopped -      -      failed -",
          "starting     -        running stopping stopped killed exited failed -",
          "running      -        -       stopping stopped killed exited failed -",
          "stopping     -        -       stopping stopped killed exited failed -",
          "stopped      starting -       -        -       -      -      -      restarting",
          "killed       starting -       -        -       -      -      -      restarting",
          "exited       starting -       -        -       -      -      -      restarting",
          "failed       starting -       -        -       -      -      -      restarting",
          "restarting   starting -       -        stopped -      -      failed restarting");

  static Stream<Arguments> cells() {
    return TABLE.stream()
        .skip(1)
        .map(row -> row.split(" +"))
        .flatMap(
            row ->
                COLUMNS.stream()
                    .map(column -> Arguments.of(row[0], column, row[column.ordinal() + 1])));
  }

  @ParameterizedTest(name = "{0} × {1} → {2}")
  @MethodSource("cells")
  void goes_where_the_table_says(String state, Transition transition, String next) {
    LifecycleState from = LifecycleState.parse(state).orElseThrow();

    assertThat(Lifecycle.next(from, transition).map(LifecycleState::text).orElse("-"))
        .isEqualTo(next);
  }

  @ParameterizedTest
  @MethodSource("states")
  void the_table_has_every_state(LifecycleState state) {
    assertThat(TABLE).anyMatch(row -> row.startsWith(state.text() + " "));
  }

  static Stream<LifecycleState> states() {
    return Arrays.stream(LifecycleState.values());
  }
}
