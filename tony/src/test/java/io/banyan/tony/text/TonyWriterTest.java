package io.banyan.tony.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Tag;
import io.banyan.tony.TonyException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TonyWriterTest {

  @Test
  void writes_blocks_with_lists_as_far_left_as_their_key() {
    Node document =
        new TonyReader()
            .read(
                "!apiop {path: /proc, list: !key(id) [{id: p-1, fd: [{fd: 0}, {}], none: []},"
                    + " !delete {id: p-2}], deep: [[1, 2], !t [3], !u 4], gone: !delete null}");
    assertThat(TonyWriter.write(document))
        .isEqualTo(
            """
            !apiop
            path: "/proc"
            list: !key(id)
            - id: p-1
              fd:
              - fd: 0
              - {}
              none: []
            - !delete
              id: p-2
            deep:
            - - 1
              - 2
            - !t
              - 3
            - !u 4
            gone: !delete null
            """);
  }

  @Test
  void quotes_every_text_that_somebody_may_take_for_something_else() {
    for (String text : List.of("running", "proc-2", "num_threads", "_x", "A1")) {
      assertThat(TonyWriter.write(Node.of(text))).isEqualTo(text + "\n");
    }
    for (String text :
        List.of(
            "", "null", "True", "NO", "y", "5", "1s", "a b", "a:b", "/x", ".number", "-a", "ü")) {
      assertThat(TonyWriter.write(Node.of(text))).isEqualTo('"' + text + "\"\n");
    }
  }

  @Test
  void escapes_what_no_line_should_have_and_leaves_what_is_rare() {
    assertThat(
            TonyWriter.write(
                Node.of("\u0000\t\n\r\"\\\u007f\u0085\u2028\u2029\ufeff\ud83d \ud83d\ude00é")))
        .isEqualTo(
            "\"\\u0000\\t\\n\\r\\\"\\\\\\u007f\\u0085\\u2028\\u2029\\ufeff\\ud83d \ud83d\ude00é\"\n");
  }

  @Test
  void writes_places_without_quotes_where_the_reference_wants_numbers() {
    Node changes = ObjectNode.builder().put("0", Node.of(1)).put("01", Node.of(2)).build();
    assertThat(TonyWriter.write(changes.withTag(Tag.of("!arraydiff"))))
        .isEqualTo("!arraydiff\n0: 1\n\"01\": 2\n");
    assertThat(TonyWriter.write(changes)).isEqualTo("\"0\": 1\n\"01\": 2\n");
  }

  @Test
  void separates_documents() {
    assertThat(TonyWriter.write(List.of(Node.of("a"), ListNode.EMPTY, Node.none())))
        .isEqualTo("a\n---\n[]\n---\nnull\n");
  }

  @Test
  void refuses_a_key_that_nobody_could_read() {
    Node longKey = ObjectNode.builder().put("\u0000".repeat(500), 1).build();
    assertThatThrownBy(() -> TonyWriter.write(longKey))
        .isInstanceOf(TonyException.class)
        .hasMessage("a key has at most 1,000 characters");
    Node longest = ObjectNode.builder().put("k".repeat(998) + " ", 1).build();
    assertThatThrownBy(() -> TonyWriter.write(longest)).isInstanceOf(TonyException.class);
    Node fits = ObjectNode.builder().put("a", 0).put("k".repeat(1000), 1).build();
    assertThat(new TonyReader().read(TonyWriter.write(fits))).isEqualTo(fits);
  }
}
