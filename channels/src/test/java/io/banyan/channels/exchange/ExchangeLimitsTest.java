package io.banyan.channels.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeLimitsTest {

  private static final Config REFERENCE = ConfigFactory.defaultReference();

  @Test
  void the_defaults_are_those_of_the_reference() {
    assertThat(ExchangeLimits.from(REFERENCE))
        .isEqualTo(new ExchangeLimits(16, 1000, Duration.ofSeconds(30), WhenDown.WAIT));
  }

  @Test
  void all_of_them_can_be_said() {
    assertThat(limits("max-in-flight = 1, max-waiting = 2, timeout = 3ms, when-down = fail"))
        .isEqualTo(new ExchangeLimits(1, 2, Duration.ofMillis(3), WhenDown.FAIL));
  }

  @ParameterizedTest
  @CsvSource({
    "max-in-flight = 0, max-in-flight: must be at least 1",
    "max-waiting = 0, max-waiting: must be at least 1",
    "timeout = 0s, timeout: must be more than 0",
    "when-down = perhaps, when-down: must be wait or fail"
  })
  void mistakes_are_told_with_their_place(String mistake, String told) {
    String[] words = told.split(": ", -1);

    assertThatThrownBy(() -> limits(mistake))
        .isInstanceOf(ConfigException.BadValue.class)
        .hasMessageContainingAll("banyan.exchange." + words[0], words[1]);
  }

  private static ExchangeLimits limits(String text) {
    return ExchangeLimits.from(
        ConfigFactory.parseString("banyan.exchange { " + text + " }").withFallback(REFERENCE));
  }
}
