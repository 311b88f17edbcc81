package io.banyan.tony.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banyan.tony.Limits;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Position;
import io.banyan.tony.TonyException;
import io.banyan.tony.text.TonyReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {

  @Test
  void reads_what_json_says() {
    Node node =
        JsonReader.read(
            "\t{ \"a\" : [ 1 , -2.5e3, true, false, null ],\r\n \"\\u0062\\/\\n\" : \"ü\\ud83d\\ude00\" }");
    assertThat(node)
        .isEqualTo(
            new TonyReader()
                .read("a: [1, -2500, true, false, null]\n\"b/\\n\": \"ü\ud83d\ude00\""));
    assertThat(((ObjectNode) node).value(1).position()).isEqualTo(new Position(2, 17));
  }

  @Test
  void a_tag_is_an_object_with_two_keys() {
    Node node = new TonyReader().read("a: !gt 5\nb: !key(id)\n- !delete null\nc: !t {\"!\": 1}");
    String json = JsonWriter.write(node);
    assertThat(json)
        .isEqualTo(
            "{\"a\":{\"!\":\"!gt\",\"v\":5},\"b\":{\"!\":\"!key(id)\",\"v\":[{\"!\":\"!delete\",\"v\":null}]},"
                + "\"c\":{\"!\":\"!t\",\"v\":{\"!\":\"\",\"v\":{\"!\":1}}}}");
    assertThat(JsonReader.read(json)).isEqualTo(node);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                    | 1:1: a value is expected",
        "{                   | 1:2: \" is expected",
        "[1,]                | 1:4: a value is expected",
        "[1 2]               | 1:4: , is expected",
        "{\"a\" 1}           | 1:6: : is expected",
        "{a: 1}              | 1:2: \" is expected",
        "[01]                | a value is expected",
        "[nul]               | a value is expected",
        "[1.]                | a value is expected",
        "NaN                 | a value is expected",
        "1 2                 | 1:3: nothing may follow the value",
        "\"a                 | a text has to end with a quote",
        "\"\\q\"             | there is no such escape",
        "\"\\u12\"           | there is no such escape",
        "{\"!\": 5}          | an object with \"!\" has a text there",
        "{\"!\": \"gt\", \"v\": 5} | a tag begins with !",
        "1e99999999999       | the exponent of the number is too large"
      })
  void refuses_everything_else(String text, String message) {
    String input = text == null ? "" : text.replace("\\\"", "\"").replace("\\\\", "\\");
    TonyException e = catchThrowableOfType(TonyException.class, () -> JsonReader.read(input));
    assertThat(e).as(input).isNotNull();
    assertThat(e).hasMessageContaining(message.replace("\\\"", "\""));
    assertThat(e.kind()).isEqualTo(TonyException.Kind.SYNTAX);
  }

  @Test
  void is_bounded() {
    Limits limits = new Limits(1000, 5, 20, 1, 1000);
    refused(limits, " ".repeat(1001), "more than 1,000 characters");
    refused(limits, "[".repeat(6) + "]".repeat(6), "more than 5 containers in one another");
    refused(limits, "[" + "1,".repeat(20) + "1]", "more than 20 values");
    refused(limits, "{\"" + "k".repeat(990) + "\":".repeat(4), "");
    refused(Limits.DEFAULT, "[".repeat(2_000_000), "more than 100 containers in one another");
    refused(Limits.DEFAULT, "{\"" + "k".repeat(1001) + "\":1}", "a key has at most 1,000");
  }

  private static void refused(Limits limits, String text, String message) {
    TonyException e =
        catchThrowableOfType(TonyException.class, () -> JsonReader.read(text, limits));
    assertThat(e).isNotNull().hasMessageContaining(message);
  }
}
