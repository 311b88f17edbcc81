package io.banyan.runtime.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineAssemblerTest {

  private final List<String> lines = new ArrayList<>();
  private final LineAssembler assembler = new LineAssembler(1000, this::read);
  private int skipped;

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
    byte[] bytes = "grün €\n".getBytes(UTF_8);
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
                assertThat(piece.getBytes(UTF_8).length)
                    .isLessThanOrEqualTo(LineAssembler.MAX_LINE_BYTES));
  }

  @Test
  void pieces_of_a_line_may_come_with_its_end_and_with_others() {
    String longLine = "x".repeat(LineAssembler.MAX_LINE_BYTES + 5);
    append("a\n" + longLine);
    append("\nb\n");

    assertThat(lines).containsExactly("a", "x".repeat(LineAssembler.MAX_LINE_BYTES), "xxxxx", "b");
  }

  @Test
  void bytes_that_only_continue_characters_are_cut_somewhere() {
    byte[] bytes = new byte[LineAssembler.MAX_LINE_BYTES + 10];
    Arrays.fill(bytes, (byte) 0x80);
    assembler.append(ByteBuffer.wrap(bytes));
    assembler.end();

    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).hasSize(10);
  }

  @Test
  void of_more_lines_at_once_than_can_be_kept_the_last_are_handed_on() {
    append("begun");
    append(IntStream.range(0, 3000).mapToObj(i -> "line " + i + "\n").collect(joining()) + "next");
    append("\n");

    assertThat(skipped).isEqualTo(2000);
    assertThat(lines).hasSize(1001).startsWith("line 2000").endsWith("line 2999", "next");
  }

  @Test
  void every_place_of_a_line_end_is_found() {
    for (int length = 0; length < 40; length++) {
      for (int offset = 0; offset < 9; offset++) {
        lines.clear();
        byte[] bytes = (" ".repeat(offset) + "x".repeat(length) + "\n\u000b\n").getBytes(UTF_8);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).position(offset);
        assertThat(Newlines.count(bytes)).isEqualTo(2);
        assembler.append(buffer);
        assertThat(lines).containsExactly("x".repeat(length), "\u000b");
      }
    }
  }

  private void read(LineBlock block) {
    skipped += block.skipped();
    for (int i = 0; i < block.count(); i++) {
      lines.add(block.text(i));
    }
  }

  private void append(String text) {
    assembler.append(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }
}
