package io.banyan.control.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    JsonObject object =
        new JsonObject()
            .put("text", "a \"quoted\" \u0001 line\n")
            .put("nothing", null)
            .put("whole", 42)
            .put("part", 1.5)
            .put("flag", true)
            .put("list", List.of("a", new JsonObject().put("x", 1)));

    JsonObject read = Json.parseObject(Json.writeIndented(object));

    assertThat(read.toString()).isEqualTo(object.toString());
    assertThat(read.number("whole")).contains(42L);
    assertThat(read.decimal("part")).contains(1.5);
    assertThat(read.string("nothing")).isEmpty();
    assertThat(read.objects("list")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "[1,]", "{\"a\":1}{}", "{\"a\":1,\"a\":2}", "nul", "[1]", "3"})
  void whatIsNotExactlyOneObjectIsRefused(String text) {
    assertThatThrownBy(() -> Json.parseObject(text)).isInstanceOf(IOException.class);
  }
}
