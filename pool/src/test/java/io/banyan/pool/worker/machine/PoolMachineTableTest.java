package io.banyan.pool.worker.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state of a worker, and of its pool, with every event. */
class PoolMachineTableTest {

  /**
   * @param decided in order; {@code -} for nothing
   * @param stands the phase of the worker, how many tasks wait, and whether the pool is closing
   */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          free     | submitted         | admit, start           | starting 1
          free     | cancelled         | -                      | free 0
          free     | cancelled-waiting | -                      | free 0
          free     | ready             | -                      | free 0
          free     | not-started       | -                      | free 0
          free     | done              | -                      | free 0
          free     | failed            | -                      | free 0
          free     | lost              | -                      | free 0
          free     | not-given         | -                      | free 0
          free     | ended             | -                      | free 0
          free     | uses              | -                      | free 0
          free     | woke              | -                      | free 0
          free     | timeout           | -                      | free 0
          free     | drain             | drained                | free 0 closing
          starting | submitted         | admit                  | starting 1
          starting | cancelled         | -                      | starting 0
          starting | cancelled-waiting | -                      | starting 0
          starting | ready             | -                      | idle 0
          starting | not-started       | start                  | starting 0
          starting | done              | -                      | starting 0
          starting | failed            | -                      | starting 0
          starting | lost              | -                      | starting 0
          starting | not-given         | -                      | starting 0
          starting | ended             | start                  | starting 0
          starting | uses              | -                      | starting 0
          starting | woke              | -                      | starting 0
          starting | timeout           | -                      | starting 0
          starting | drain             | drained                | starting 0 closing
          idle     | submitted         | admit, run 9           | busy 0
          idle     | cancelled         | -                      | idle 0
          idle     | cancelled-waiting | -                      | idle 0
          idle     | ready             | -                      | idle 0
          idle     | not-started       | -                      | idle 0
          idle     | done              | -                      | idle 0
          idle     | failed            | -                      | idle 0
          idle     | lost              | -                      | idle 0
          idle     | not-given         | -                      | idle 0
          idle     | ended             | start                  | starting 0
          idle     | uses              | stop                   | ending 0
          idle     | woke              | -                      | idle 0
          idle     | timeout           | -                      | idle 0
          idle     | drain             | drained                | idle 0 closing
          busy     | submitted         | admit                  | busy 2
          busy     | cancelled         | kill, cancelled 1      | ending 1
          busy     | cancelled-waiting | cancelled 2            | busy 0
          busy     | ready             | -                      | busy 1
          busy     | not-started       | -                      | busy 1
          busy     | done              | done 1, run 2          | busy 0
          busy     | failed            | failed 1, run 2        | busy 0
          busy     | lost              | kill, crashed 1        | ending 1
          busy     | not-given         | kill                   | ending 2
          busy     | ended             | crashed 1, start       | starting 1
          busy     | uses              | -                      | busy 1
          busy     | woke              | -                      | busy 1
          busy     | timeout           | kill, timedout 1       | ending 1
          busy     | drain             | -                      | busy 1 closing
          ending   | submitted         | admit                  | ending 1
          ending   | cancelled         | -                      | ending 0
          ending   | cancelled-waiting | -                      | ending 0
          ending   | ready             | -                      | ending 0
          ending   | not-started       | -                      | ending 0
          ending   | done              | -                      | ending 0
          ending   | failed            | -                      | ending 0
          ending   | lost              | -                      | ending 0
          ending   | not-given         | -                      | ending 0
          ending   | ended             | start                  | starting 0
          ending   | uses              | -                      | ending 0
          ending   | woke              | -                      | ending 0
          ending   | timeout           | -                      | ending 0
          ending   | drain             | drained                | ending 0 closing
          lost     | submitted         | admit                  | ending 2
          lost     | cancelled         | -                      | ending 1
          lost     | cancelled-waiting | cancelled 2            | ending 0
          lost     | ready             | -                      | ending 1
          lost     | not-started       | -                      | ending 1
          lost     | done              | -                      | ending 1
          lost     | failed            | -                      | ending 1
          lost     | lost              | -                      | ending 1
          lost     | not-given         | -                      | ending 1
          lost     | ended             | start                  | starting 1
          lost     | uses              | -                      | ending 1
          lost     | woke              | -                      | ending 1
          lost     | timeout           | -                      | ending 1
          lost     | drain             | -                      | ending 1 closing
          draining | submitted         | refused 9              | busy 1 closing
          draining | cancelled         | kill, cancelled 1      | ending 1 closing
          draining | cancelled-waiting | cancelled 2            | busy 0 closing
          draining | ready             | -                      | busy 1 closing
          draining | not-started       | -                      | busy 1 closing
          draining | done              | done 1, run 2          | busy 0 closing
          draining | failed            | failed 1, run 2        | busy 0 closing
          draining | lost              | kill, crashed 1        | ending 1 closing
          draining | not-given         | kill                   | ending 2 closing
          draining | ended             | crashed 1, start       | starting 1 closing
          draining | uses              | -                      | busy 1 closing
          draining | woke              | -                      | busy 1 closing
          draining | timeout           | kill, timedout 1       | ending 1 closing
          draining | drain             | -                      | busy 1 closing
          closed   | submitted         | refused 9              | idle 0 closing
          closed   | cancelled         | -                      | idle 0 closing
          closed   | cancelled-waiting | -                      | idle 0 closing
          closed   | ready             | -                      | idle 0 closing
          closed   | not-started       | -                      | idle 0 closing
          closed   | done              | -                      | idle 0 closing
          closed   | failed            | -                      | idle 0 closing
          closed   | lost              | -                      | idle 0 closing
          closed   | not-given         | -                      | idle 0 closing
          closed   | ended             | -                      | free 0 closing
          closed   | uses              | stop                   | ending 0 closing
          closed   | woke              | -                      | idle 0 closing
          closed   | timeout           | -                      | idle 0 closing
          closed   | drain             | -                      | idle 0 closing
          """)
  void decides(String state, String event, String decided, String stands) {
    assertThat(PoolMachineCases.run(state, event))
        .isEqualTo((decided.equals("-") ? "" : decided) + " | " + stands);
  }
}
