package io.banyan.tony.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banyan.tony.Limits;
import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.TonyException;
import io.banyan.tony.text.TonyReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchTest {

  private final TonyReader reader = new TonyReader();

  @Test
  void the_printed_kill_changes_one_process_and_leaves_the_other() {
    Node before =
        reader.read(
            "processes: !key(id)\n- {id: p-1, state: running}\n- {id: p-2, state: running}");
    Node after =
        patched(
            before,
            "processes: !key(id)\n- id: p-2\n  state: !replace {from: running, to: killed}\n"
                + "  exitCode: 0\n- {id: p-3, state: running}");
    assertThat(after)
        .isEqualTo(
            reader.read(
                "processes: !key(id)\n- {id: p-1, state: running}\n"
                    + "- {id: p-2, state: killed, exitCode: 0}\n- {id: p-3, state: running}"));
  }

  @Test
  void what_did_not_change_is_shared() {
    ObjectNode before = (ObjectNode) reader.read("a: {b: 1}\nc: !key(id)\n- {id: 1}\n- {id: 2}");
    ObjectNode after = (ObjectNode) patched(before, "c: !key(id)\n- {id: 2, x: 1}");
    assertThat(after.get("a")).isSameAs(before.get("a"));
    assertThat(element(after, 0)).isSameAs(element(before, 0));
    assertThat(patched(before, "c: !key(id)\n- {id: 2}")).isSameAs(before);
    assertThat(patched(before, "{}")).isSameAs(before);
  }

  private static Node element(ObjectNode object, int at) {
    return object.get("c") instanceof ListNode list ? list.get(at) : Node.none();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{a: 1}    | {a: !replace {from: 2, to: 3}}           | 1:5: there is 1, not 2",
        "{}        | {a: !replace {from: 2, to: 3}}           | 1:5: there is nothing, not 2",
        "{a: !j 1} | {a: !replace {from: 1, to: 3}}           | 1:5: there is !j 1, not 1",
        "{a: 1}    | {a: !delete(j) null}                     | 1:5: there is 1, not what has the tag !j",
        "{a: 1}    | {a: !rmtag(j) null}                      | 1:5: there is 1, not what has the tag !j",
        "{a: !k 1} | {a: !addtag(j) null}                     | 1:5: !k 1 cannot get the tag !j",
        "{a: 1}    | {a: !arraydiff {0: !delete 1}}           | 1:5: there is 1, not a list",
        "{a: [1]}  | {a: !arraydiff {0: !delete 2}}           | there is 1, not 2",
        "{a: [1]}  | {a: !arraydiff {1: !delete 2}}           | the list is shorter than that",
        "{a: [1]}  | {a: !arraydiff {999999999: !insert 2}}   | the list is shorter than that",
        "{a: ab}   | {a: !strdiff(false) {1: !delete a}}      | the text is another than that",
        "{a: ab}   | {a: !strdiff(false) {3: !insert a}}      | the text is another than that",
        "{a: ab}   | {a: !strdiff(false) {0: !insert xyz, 1: !insert a}} | the text is another than that",
        "{a: 5}    | {a: !strdiff(true) {0: !insert a}}       | there is 5, not a text"
      })
  void what_is_not_there_any_more_is_a_conflict(String document, String patch, String message) {
    Node before = reader.read(document);
    Patch compiled = Patch.of(reader.read(patch));
    TonyException e = catchThrowableOfType(TonyException.class, () -> compiled.apply(before));
    assertThat(e).isNotNull().hasMessageContaining(message);
    assertThat(e.kind()).isEqualTo(TonyException.Kind.CONFLICT);
  }

  @Test
  void every_mistake_is_told_with_its_place() {
    TonyException e =
        refused(
            """
            a: !set 5
            b: !replace {from: 1}
            c: !if {then: 1}
            d: !key(id) [{x: 1}]
            e: !arraydiff {x: 1}
            f: !strdiff(maybe) {}
            g: !addtag 5
            h: !nullify(x) 5
            i: !dive [{patch: !nope 1, match: !nope 1}]
            a: 1
            """);
    assertThat(e.kind()).isEqualTo(TonyException.Kind.INVALID_MUTATION);
    assertThat(e.mistakes())
        .extracting(mistake -> mistake.position().toString())
        .containsExactly(
            "1:4", "2:4", "3:4", "4:14", "5:4", "6:4", "7:4", "8:4", "9:35", "9:19", "10:4");
    assertThat(refused("!pipe sed")).hasMessageContaining("1:1: there is no operator !pipe");
  }

  @Test
  void what_is_made_is_bounded() {
    tooLarge("!dive\n" + "- {patch: !embed(x) [x, x]}\n".repeat(40), "1");
    tooLarge("!dive\n" + "- {patch: !embed(x) {a: x}}\n".repeat(200), "1");
    tooLarge("!all.all.all.all.embed(x) [x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x]", "[1]", 20);
  }

  @Test
  void deleting_the_document_leaves_null() {
    assertThat(patched(reader.read("a"), "!delete null")).isEqualTo(Node.none());
  }

  private void tooLarge(String patch, String document) {
    tooLarge(patch, document, 1_000_000);
  }

  private void tooLarge(String patch, String document, int nodes) {
    Limits limits = new Limits(1 << 20, 100, nodes, 1, 20_000_000);
    Node before = reader.read(document);
    Patch compiled = Patch.of(reader.read(patch), limits);
    TonyException e = catchThrowableOfType(TonyException.class, () -> compiled.apply(before));
    assertThat(e).isNotNull();
    assertThat(e.kind()).isEqualTo(TonyException.Kind.TOO_LARGE);
  }

  private TonyException refused(String patch) {
    Node node = reader.read(patch);
    return catchThrowableOfType(TonyException.class, () -> Patch.of(node));
  }

  private Node patched(Node before, String patch) {
    return Patch.of(reader.read(patch)).apply(before);
  }
}
