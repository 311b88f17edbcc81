package io.banyan.channels.exchange.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

  private static final List<String> ENDS = List.of("\n", "\r\n", "\r");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void wherever_they_are_cut_and_however_they_end_lines_come_out_as_they_were(long seed) {
    Random random = new Random(seed);
    List<Decoded<String>> expected = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      String line = line(random, 60);
      // After a bare \r a line must not be empty, or its \n would be taken for the other half.
      String end = ENDS.get(random.nextInt(line.isEmpty() ? 2 : 3));
      if (text.toString().endsWith("\r") && line.isEmpty()) {
        line = "x";
      }
      text.append(line).append(end);
      expected.add(
          line.getBytes(UTF_8).length > 100
              ? new Decoded.Garbage<>("a line of more than 100 bytes")
              : new Decoded.Frame<>(line));
    }
    byte[] bytes = text.toString().getBytes(UTF_8);

    assertThat(Cuts.decode(Lines.utf8().upTo(100), bytes, random)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void what_is_encoded_is_decoded(long seed) {
    Random random = new Random(seed);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Decoded<String>> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String line = line(random, 300);
      expected.add(new Decoded.Frame<>(line));
      ByteBuffer encoded = Lines.utf8().encode(line);
      bytes.write(encoded.array(), encoded.position(), encoded.remaining());
    }

    assertThat(Cuts.decode(Lines.utf8(), bytes.toByteArray(), random)).isEqualTo(expected);
  }

  @Test
  void the_last_line_without_an_end_is_told_apart() {
    assertThat(Cuts.whole(Lines.utf8(), "a\nbc".getBytes(UTF_8)))
        .containsExactly(
            new Decoded.Frame<>("a"),
            new Decoded.Unfinished<>(Optional.of("bc"), "the last line, of 2 bytes, has no end"));
  }

  @Test
  void what_is_not_utf_8_is_garbage_unless_it_may_be_replaced() {
    byte[] latin = "caf\u00e9\nplain\n\ufffd\n".getBytes(ISO_8859_1);

    assertThat(Cuts.whole(Lines.utf8(), "caf\u00e9\n".getBytes(ISO_8859_1)))
        .containsExactly(new Decoded.Garbage<>("a line that is not UTF-8"));
    assertThat(Cuts.whole(Lines.utf8().replacingMalformed(), latin))
        .startsWith(new Decoded.Frame<>("caf\ufffd"), new Decoded.Frame<>("plain"));
    assertThat(Cuts.whole(Lines.utf8(), "\ufffd\n".getBytes(UTF_8)))
        .containsExactly(new Decoded.Frame<>("\ufffd"));
  }

  @Test
  void a_line_that_never_ends_is_told_once_and_not_kept() {
    List<Decoded<String>> found = new ArrayList<>();
    Decoder<String> decoder = Lines.utf8().upTo(1000).decoder();
    byte[] much = new byte[1 << 20];
    java.util.Arrays.fill(much, (byte) 'x');
    // A gigabyte would not fit if any of it were kept.
    for (int i = 0; i < 1024; i++) {
      decoder.decode(ByteBuffer.wrap(much), found::add);
    }
    decoder.decode(ByteBuffer.wrap("\nnext\n".getBytes(UTF_8)), found::add);

    assertThat(found)
        .containsExactly(
            new Decoded.Garbage<>("a line of more than 1000 bytes"), new Decoded.Frame<>("next"));
  }

  @Test
  void a_line_may_be_as_long_as_is_allowed_and_no_longer() {
    Lines five = Lines.utf8().upTo(5);

    assertThat(Cuts.whole(five, "12345\r\n123456\r\n1".getBytes(UTF_8)))
        .containsExactly(
            new Decoded.Frame<>("12345"),
            new Decoded.Garbage<>("a line of more than 5 bytes"),
            new Decoded.Unfinished<>(Optional.of("1"), "the last line, of 1 bytes, has no end"));
    assertThatThrownBy(() -> five.encode("123456"))
        .isInstanceOf(FramingException.class)
        .hasMessage("a line of 6 bytes, where 5 are allowed");
  }

  @Test
  void what_would_be_two_lines_or_no_text_is_not_encoded() {
    assertThatThrownBy(() -> Lines.utf8().encode("a\nb")).isInstanceOf(FramingException.class);
    assertThatThrownBy(() -> Lines.utf8().encode("a\rb")).isInstanceOf(FramingException.class);
    assertThatThrownBy(() -> Lines.utf8().encode("a\ud83d")).isInstanceOf(FramingException.class);
  }

  @Test
  void who_joins_within_a_line_sees_the_next() {
    List<Decoded<String>> found = new ArrayList<>();
    Decoder<String> decoder = Lines.utf8().decoder();

    assertThat(decoder.joinLate(true)).isTrue();
    decoder.decode(ByteBuffer.wrap("rest\nnext\n".getBytes(UTF_8)), found::add);

    assertThat(found).containsExactly(new Decoded.Frame<>("next"));
  }

  /** Of one to four bytes a character. */
  private static String line(Random random, int longest) {
    int[] characters = {'a', ' ', '\t', '\u00e9', '\u20ac', 0x1F600, 0xFFFD, 0};
    StringBuilder line = new StringBuilder();
    int length = random.nextInt(longest);
    for (int i = 0; i < length; i++) {
      line.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return line.toString();
  }
}
