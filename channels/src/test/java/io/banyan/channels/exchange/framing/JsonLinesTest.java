package io.banyan.channels.exchange.framing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {

  /** What a line may mean. */
  record Point(int x, int y) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void wherever_they_are_cut_values_come_out_as_they_went_in(long seed) {
    Random random = new Random(seed);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Decoded<JsonNode>> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ObjectNode value = JsonNodeFactory.instance.objectNode();
      value.put("n", random.nextInt()).put("text", "line\nend \u20ac " + random.nextGaussian());
      value.putArray("more").add(random.nextBoolean()).addNull();
      expected.add(new Decoded.Frame<>(value));
      ByteBuffer encoded = JsonLines.nodes().encode(value);
      bytes.write(encoded.array(), encoded.position(), encoded.remaining());
      bytes.writeBytes(random.nextInt(5) == 0 ? "  \n".getBytes(UTF_8) : new byte[0]);
    }

    assertThat(Cuts.decode(JsonLines.nodes(), bytes.toByteArray(), random)).isEqualTo(expected);
  }

  @Test
  void what_is_not_one_value_is_garbage_and_the_next_line_is_read() {
    List<Decoded<JsonNode>> found =
        Cuts.whole(
            JsonLines.nodes(),
            "Traceback (most recent call last):\n{\"a\":1} {\"b\":2}\n{\"a\":\n7\n"
                .getBytes(UTF_8));

    assertThat(found).hasSize(4);
    assertThat(found.subList(0, 3)).allMatch(Decoded.Garbage.class::isInstance);
    assertThat(found.get(3)).isEqualTo(new Decoded.Frame<>(JsonNodeFactory.instance.numberNode(7)));
  }

  @Test
  void what_is_too_deep_or_too_long_is_garbage() {
    JsonLines<JsonNode> small = JsonLines.of(JsonNode.class, 50, 5);

    assertThat(Cuts.whole(small, "[[[[[1]]]]]\n".getBytes(UTF_8)))
        .allMatch(Decoded.Frame.class::isInstance);
    assertThat(Cuts.whole(small, "[[[[[[1]]]]]]\n".getBytes(UTF_8)))
        .allMatch(Decoded.Garbage.class::isInstance);
    assertThat(Cuts.whole(small, ("\"" + "x".repeat(50) + "\"\n").getBytes(UTF_8)))
        .containsExactly(new Decoded.Garbage<>("a line of more than 50 bytes"));
    assertThat(Cuts.whole(JsonLines.nodes(), "[".repeat(100_000).concat("\n").getBytes(UTF_8)))
        .allMatch(Decoded.Garbage.class::isInstance);
  }

  @Test
  void a_line_can_mean_a_record() {
    JsonLines<Point> points = JsonLines.of(Point.class);

    assertThat(UTF_8.decode(points.encode(new Point(1, 2))).toString())
        .isEqualTo("{\"x\":1,\"y\":2}\n");
    assertThat(Cuts.whole(points, "{\"x\":3,\"y\":4}\nnull\n{\"z\":1}\n".getBytes(UTF_8)))
        .startsWith(new Decoded.Frame<>(new Point(3, 4)))
        .hasSize(3)
        .filteredOn(Decoded.Garbage.class::isInstance)
        .hasSize(2);
  }

  @Test
  void messages_can_mean_something_else() {
    Framing<Integer> numbers = Lines.utf8().as(JsonLinesTest::number, String::valueOf);

    assertThat(Cuts.whole(numbers, "7\nx\n8".getBytes(UTF_8)))
        .startsWith(new Decoded.Frame<>(7), new Decoded.Garbage<>("no number: x"));
    assertThat(UTF_8.decode(numbers.encode(9)).toString()).isEqualTo("9\n");
    assertThatThrownBy(() -> number("y")).isInstanceOf(FramingException.class);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException none) {
      throw new FramingException("no number: " + text);
    }
  }
}
