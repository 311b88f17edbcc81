package io.banyan.tony.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banyan.tony.Limits;
import io.banyan.tony.ListNode;
import io.banyan.tony.Mistake;
import io.banyan.tony.Node;
import io.banyan.tony.NumberNode;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Position;
import io.banyan.tony.Tag;
import io.banyan.tony.TonyException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TonyReaderTest {

  private final TonyReader reader = new TonyReader();

  @Nested
  class Reads {

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "# only a comment\n---\n", "---", "null # none"})
    void nothing_as_null(String text) {
      assertThat(reader.readAll(text.isEmpty() ? "---\n" : text)).containsExactly(Node.none());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1s", "2024-01-15T10:00:00Z", "~", "yes", "True", "NULL", ".inf", "-.inf", ".nan", "0x1f",
          "017", "+5", "1_000", ".5", "5.", "a:b", ".array(.string)", "/usr/bin", "a,b", "-"
        })
    void everything_but_the_words_of_json_as_a_text(String word) {
      assertThat(reader.read("a: " + (word.equals("-") ? "\"-\"" : word)))
          .isEqualTo(ObjectNode.builder().put("a", word).build());
    }

    @ParameterizedTest
    @CsvSource({
      "5,5",
      "5.0,5",
      "50e-1,5",
      "-0,0",
      "-0.0,0",
      "1e400,1E+400",
      "0.10,0.1",
      "1E3,1000"
    })
    void the_same_number_however_it_is_written(String written, String same) {
      assertThat(reader.read(written)).isEqualTo(NumberNode.of(new BigDecimal(same)));
    }

    @Test
    void whole_numbers_of_any_length_exactly() {
      assertThat(reader.read("9223372036854775808").toString()).isEqualTo("9223372036854775808");
      assertThat(reader.read("-9223372036854775808")).isEqualTo(Node.of(Long.MIN_VALUE));
    }

    @Test
    void lists_that_stand_as_far_left_as_their_key_and_others() {
      Node wanted = ObjectNode.builder().put("a", ListNode.of(Node.of(1), Node.of(2))).build();
      for (String text : List.of("a:\n- 1\n- 2", "a:\n  - 1\n  - 2", "a: [1, 2]", "{a: [1, 2]}")) {
        assertThat(reader.read(text)).isEqualTo(wanted);
      }
    }

    @Test
    void tags_whole_with_their_arguments() {
      Node node = reader.read("!key(id)\n- !not.glob 'x*'\n- !delete\n  id: 1\n- !a(b(c).d).e {}");
      assertThat(node.tag()).isEqualTo(Tag.of("!key(id)"));
      ListNode list = (ListNode) node;
      assertThat(list.get(0).tag().name()).isEqualTo("not");
      assertThat(list.get(0).tag().rest()).isEqualTo(Tag.of("!glob"));
      assertThat(list.get(1).tag()).isEqualTo(Tag.of("!delete"));
      assertThat(list.get(2).tag().argument()).contains("b(c).d");
      assertThat(list.get(2).tag().rest().name()).isEqualTo("e");
    }

    @Test
    void a_key_that_is_given_twice_both_times() {
      ObjectNode object = (ObjectNode) reader.read("a: 1\na: 2");
      assertThat(object.size()).isEqualTo(2);
      assertThat(object.get("a")).isEqualTo(Node.of(1));
      assertThat(object.hasDuplicates()).isTrue();
    }

    @Test
    void where_everything_stands() {
      ObjectNode object = (ObjectNode) reader.read("\na: !gt 5\nb:\n- x");
      assertThat(object.position()).isEqualTo(new Position(2, 1));
      assertThat(object.value(0).position()).isEqualTo(new Position(2, 4));
      assertThat(((ListNode) object.value(1)).get(0).position()).isEqualTo(new Position(4, 3));
    }

    @Test
    void several_documents() {
      assertThat(reader.readAll("a\n---\nb\n...\n---\n!c d\n---\n"))
          .containsExactly(
              Node.of("a"), Node.of("b"), Node.of("d").withTag(Tag.of("!c")), Node.none());
      assertThat(reader.readAll("# nothing\n")).isEmpty();
    }

    @Test
    void bytes_with_a_mark_in_front() {
      assertThat(reader.readAll("\ufeffa: ü".getBytes(StandardCharsets.UTF_8)))
          .containsExactly(ObjectNode.builder().put("a", "ü").build());
    }
  }

  @Nested
  class Refuses {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "[1 2 3]                | 1:2: put commas between elements",
          "{a b c}                | 1:2: put commas between elements",
          "a: b#c                 | 1:4: a text with # needs quotes",
          "b#c: 1                 | 1:1: a text with # needs quotes",
          "a: 'x\\\\y'            | 1:4: a text with a backslash needs double quotes",
          "a: &x 1                | 1:4: anchors are not supported",
          "a: *x                  | 1:4: aliases are not supported",
          "a: !glob *             | while scanning an alias",
          "<<: {a: 1}             | 1:1: merge keys are not supported",
          "a: !!str 5             | 1:4: a tag begins with !, and those of YAML are not known",
          "a: !<tag:x> 5          | 1:4: a tag begins with !, and those of YAML are not known",
          "a: ! 5                 | 1:4: a tag needs a name",
          "a: !x.. 5              | 1:4: a tag needs a name",
          "a: !x(y 5              | 1:4: the parentheses of a tag have to be closed",
          "a: !x)y( 5             | 1:4: the parentheses of a tag have to be closed",
          "a: !x(y)z 5            | 1:4: nothing may follow the argument of a tag but a dot",
          "a: !x%2Cy 5            | 1:4: a tag has letters, digits and",
          "a: !retag(x,y) 5       | while scanning a tag",
          "'%FOO x\n---\na'       | directives",
          "{[1]: 2}               | 1:2: a key has to be a text",
          "!t a: 1                | 1:1: a key has neither a tag nor an anchor",
          "a: \"\\U99999999\"     | cannot be read",
          "a: [1, 2               | 1:9: while parsing a flow sequence",
          "a: b: c                | 1:5: mapping values are not allowed here"
        })
    void what_others_read_differently(String text, String message) {
      String input = text.replace("\\\\", "\\");
      TonyException e = catchThrowableOfType(TonyException.class, () -> reader.readAll(input));
      assertThat(e).as(input).isNotNull();
      assertThat(e.kind()).isEqualTo(TonyException.Kind.SYNTAX);
      assertThat(e).hasMessageContaining(message.trim());
    }

    @Test
    void characters_that_some_take_for_a_line_break_and_says_how_to_write_them() {
      for (Map.Entry<String, String> each :
          Map.of(
                  "a: b\nc: x\u0085y", "2:5: write U+0085 as \\u0085",
                  "a: \"\ufeff\"", "1:5: write U+FEFF as \\ufeff",
                  "a: x\u2028y", "1:4: U+2028 has to be escaped",
                  "a: \u0001", "1:4: U+0001 has to be escaped",
                  "a:\nb: \ud800", "2:4: U+D800 has to be escaped")
              .entrySet()) {
        assertThat(mistakes(each.getKey())).as(each.getValue()).hasSize(1);
        assertThat(mistakes(each.getKey()).get(0).toString()).startsWith(each.getValue());
      }
    }

    @Test
    void all_at_once() {
      assertThat(mistakes("a: [1 2]\nb: x#y\nc: 'a\\b'\nd: &e 5"))
          .extracting(mistake -> mistake.position().line())
          .containsExactly(1, 2, 3, 4);
      assertThat(mistakes("a: x#y\n".repeat(100))).hasSizeLessThan(30);
    }

    @Test
    void more_than_one_document_where_one_is_wanted() {
      assertThat(catchThrowableOfType(TonyException.class, () -> reader.read("a\n---\nb")))
          .hasMessage("3:1: one document is wanted, there are 2");
      assertThat(catchThrowableOfType(TonyException.class, () -> reader.read("# c")))
          .hasMessage("one document is wanted, there are 0");
    }

    @Test
    void bytes_that_are_no_utf8() {
      byte[] bytes = {'a', (byte) 0xff};
      assertThat(catchThrowableOfType(TonyException.class, () -> reader.readAll(bytes)))
          .hasMessage("this is not UTF-8");
    }

    private List<Mistake> mistakes(String text) {
      return catchThrowableOfType(TonyException.class, () -> reader.readAll(text)).mistakes();
    }
  }

  @Nested
  class IsBounded {

    @Test
    void in_everything() {
      Limits limits = new Limits(1000, 5, 20, 3, 1000);
      refused(limits, "a".repeat(1001), "more than 1,000 characters");
      refused(limits, "[".repeat(6) + "]".repeat(6), "1:6: more than 5 containers in one another");
      refused(limits, "- 1\n".repeat(20), "20:3: more than 20 values");
      refused(limits, "---\na\n".repeat(4), "7:1: more than 3 documents");
    }

    @Test
    void by_default_too() {
      refused(Limits.DEFAULT, "[".repeat(2_000_000), "more than 100 containers in one another");
      refused(Limits.DEFAULT, "{a: ".repeat(500_000), "more than 100 containers in one another");
      refused(Limits.DEFAULT, "- ".repeat(1_000_000), "more than 100 containers in one another");
      refused(Limits.DEFAULT, "? ".repeat(1_000_000), "");
      refused(Limits.DEFAULT, "!a".repeat(1_000_000), "");
      refused(
          Limits.DEFAULT, "!a" + ".b".repeat(500_000) + " 1", "a tag has at most 500 characters");
      refused(
          Limits.DEFAULT, "a: " + "9".repeat(1_000_000), "a number has at most 1,000 characters");
      refused(Limits.DEFAULT, "a: 1e9999999999", "the exponent of the number is too large");
      refused(Limits.DEFAULT, "a: -1e-2147483648", "the exponent of the number is too large");
      refused(Limits.DEFAULT, "k".repeat(5000) + ": 1", "");
    }

    @Test
    void with_laughs_by_the_billion() {
      StringBuilder text = new StringBuilder("a: &a [lol]\n");
      for (char c = 'b'; c < 'k'; c++) {
        text.append("%s: &%s [*%s, *%s]\n".formatted(c, c, (char) (c - 1), (char) (c - 1)));
      }
      refused(Limits.DEFAULT, text.toString(), "1:4: anchors are not supported");
    }

    private void refused(Limits limits, String text, String message) {
      TonyException e =
          catchThrowableOfType(TonyException.class, () -> new TonyReader(limits).readAll(text));
      assertThat(e).isNotNull().hasMessageContaining(message);
    }
  }
}
