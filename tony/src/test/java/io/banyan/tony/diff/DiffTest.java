package io.banyan.tony.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Tag;
import io.banyan.tony.patch.Patch;
import io.banyan.tony.text.TonyReader;
import io.banyan.tony.text.TonyWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiffTest {

  private final TonyReader reader = new TonyReader();

  @Test
  void equal_documents_have_none() {
    assertThat(Diff.of(reader.read("{a: 1, b: 2}"), reader.read("{b: 2.0, a: 1}"))).isEmpty();
  }

  @Test
  void a_keyed_list_tells_what_came_went_and_changed() {
    assertThat(
            diff(
                "!key(id)\n- {id: 1, x: 1}\n- {id: 2}\n- {id: 3, e: null}",
                "!key(id)\n- {id: 1, x: 2}\n- {id: 3, e: 5}\n- {id: 4, z: 1}"))
        .isEqualTo(
            """
            !key(id)
            - id: 1
              x: !replace
                from: 1
                to: 2
            - !delete
              id: 2
            - id: 3
              e: 5
            - id: 4
              z: 1
            """);
  }

  @Test
  void what_cannot_be_said_by_key_is_said_by_place() {
    // Another order, something new at the front, two of a key, none, a key twice, and a key whose
    // tag
    // changed.
    for (List<String> each :
        List.of(
            List.of("[{id: 1}, {id: 2}]", "[{id: 2}, {id: 1}]"),
            List.of("[{id: 1}]", "[{id: 2}, {id: 1}]"),
            List.of("[{id: 1, a: 1}, {id: 1}]", "[{id: 1, a: 2}, {id: 1}]"),
            List.of("[{id: 1}, 5]", "[{id: 1}, 6]"),
            List.of("[{id: 1, id: null}]", "[!t {id: 1, id: null}]"),
            List.of("[{id: !a 1}]", "[{id: !b 1}]"))) {
      assertThat(diff("!key(id) " + each.get(0), "!key(id) " + each.get(1)))
          .startsWith("!arraydiff\n");
    }
  }

  @Test
  void long_lists_that_differ_in_everything_are_compared_place_by_place() {
    List<Node> before = new ArrayList<>();
    List<Node> after = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      before.add(Node.of(i));
      after.add(Node.of(-i - 1L));
    }
    Node one = ListNode.of(before);
    Node other = ListNode.of(after);
    Node diff = Diff.of(one, other).orElseThrow();
    assertThat(((ObjectNode) diff).size()).isEqualTo(20_000);
    assertThat(Patch.of(diff).apply(one)).isEqualTo(other);
  }

  @Test
  void what_two_lists_have_in_common_is_found() {
    assertThat(diff("[1, 2, 3, 4, 5, 6]", "[0, 1, 3, 4, 9, 5, 6]"))
        .isEqualTo("!arraydiff\n0: !insert 0\n2: !delete 2\n5: !insert 9\n");
  }

  @Test
  void a_tag_that_is_too_long_to_be_an_argument_is_replaced_with_its_value() {
    Tag tag = Tag.of("!" + "x".repeat(Tag.LENGTH - 1));
    Node plain = ObjectNode.builder().put("a", Node.of(1)).build();
    Node tagged = ObjectNode.builder().put("a", Node.of(1).withTag(tag)).build();
    for (Node before : List.of(plain, tagged, ObjectNode.EMPTY, ListNode.of(tagged.withTag(tag)))) {
      for (Node after :
          List.of(
              plain,
              tagged,
              ObjectNode.EMPTY,
              ListNode.EMPTY,
              ListNode.of(plain, Node.none().withTag(tag)))) {
        Diff.of(before, after)
            .ifPresent(diff -> assertThat(Patch.of(diff).apply(before)).isEqualTo(after));
      }
    }
  }

  private String diff(String before, String after) {
    Node from = reader.read(before);
    Node to = reader.read(after);
    Node diff = Diff.of(from, to).orElseThrow();
    assertThat(Patch.of(diff).apply(from)).isEqualTo(to);
    return TonyWriter.write(diff);
  }
}
