package io.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

  @ParameterizedTest
  @CsvSource({
    "kill -9 web, kill --signal=9 web",
    "kill web -KILL, kill web --signal=KILL",
    "kill -SIGUSR1 a b, kill --signal=SIGUSR1 a b",
    "kill -s KILL web, kill -s KILL web",
    "kill -h, kill -h",
    "kill --help, kill --help",
    "kill -- -9, kill -- -9",
    "kill -NONE web, kill --signal=NONE web",
    "--runtime kill kill -9 web, --runtime kill kill --signal=9 web",
    "--config=x kill -9 web, --config=x kill --signal=9 web",
    "logs -9 kill, logs -9 kill",
    "--runtime, --runtime"
  })
  void onlySignalsOfKillAreMadeReadable(String given, String prepared) {
    assertThat(Arguments.prepare(given.split(" "))).containsExactly(prepared.split(" "));
  }
}
