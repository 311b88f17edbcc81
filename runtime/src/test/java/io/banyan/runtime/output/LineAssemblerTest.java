package io.banyan.runtime.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineAssemblerTest {

  private final List<String> lines = new ArrayList<>();
  private final LineAssembler assembler = new LineAssembler(lines::add);

  @Test
  void a_line_may_come_in_pieces_and_several_at_once() {
    append("fir");
    append("st\nsecond\nth");
    append("ird\n");

    assertThat(lines).containsExactly("first", "second", "third");
  }

  @Test
  void the_last_line_needs_no_line_end() {
    append("one\ntwo");
    assembler.end();

    assertThat(lines).containsExactly("one", "two");
  }

  @Test
  void an_empty_stream_has_no_line_and_an_empty_line_is_one() {
    assembler.end();
    append("\n");
    assembler.end();

    assertThat(lines).containsExactly("");
  }

  @Test
  void a_carriage_return_before_the_line_end_is_part_of_it() {
    append("a\r\nb\rc\n");

    assertThat(lines).containsExactly("a", "b\rc");
  }

  @Test
  void a_character_may_be_cut_by_the_buffer() {
    byte[] bytes = "grün €\n".getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      assembler.append(ByteBuffer.wrap(new byte[] {b}));
    }

    assertThat(lines).containsExactly("grün €");
  }

  @Test
  void bytes_that_are_no_text_are_replaced() {
    assembler.append(ByteBuffer.wrap(new byte[] {'a', (byte) 0xff, 'b', '\n'}));

    assertThat(lines).containsExactly("a\uFFFDb");
  }

  @Test
  void a_line_without_end_comes_in_pieces_that_cut_no_character() {
    String endless = "€".repeat(20_000);
    append(endless);
    assembler.end();

    assertThat(String.join("", lines)).isEqualTo(endless);
    assertThat(lines)
        .allSatisfy(
            piece ->
                assertThat(piece.getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(LineAssembler.MAX_LINE_BYTES));
  }

  private void append(String text) {
    assembler.append(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
