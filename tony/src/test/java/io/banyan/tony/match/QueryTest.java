package io.banyan.tony.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banyan.tony.Limits;
import io.banyan.tony.Node;
import io.banyan.tony.Tag;
import io.banyan.tony.TonyException;
import io.banyan.tony.text.TonyReader;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {

  private static final String PROCESSES =
      """
      !key(id)
      - id: p-1
        name: nginx
        state: running
        exitCode: null
        stat: {rss: 16777216, vsize: 5}
        fd: [{fd: 0, path: /dev/null}, {fd: 1, path: /var/log/a}]
      - id: p-2
        name: worker
        state: exited
        exitCode: 0
        stat: {rss: null, vsize: null}
        fd: []
      """;

  private final TonyReader reader = new TonyReader();
  private final Node processes = reader.read(PROCESSES);

  @Test
  void an_object_selects_the_elements_that_fit_and_shows_them_whole() {
    assertThat(select("{state: running}")).isEqualTo(ids("[p-1]", processes));
    assertThat(select("{exitCode: null}")).isEqualTo(processes);
    assertThat(select("{name: unknown}")).isEqualTo(reader.read("!key(id) []"));
    assertThat(select("null")).isEqualTo(processes);
  }

  @Test
  void trim_leaves_out_what_is_not_named() {
    assertThat(select("!trim {stat: {rss: null}, id: p-1, fd: {path: null}}"))
        .isEqualTo(
            reader.read(
                "!key(id)\n- {id: p-1, stat: {rss: 16777216},"
                    + " fd: [{path: /dev/null}, {path: /var/log/a}]}"));
  }

  @Test
  void naming_a_key_never_hides_an_element_that_has_it() {
    assertThat(select("!trim {id: null, stat: {rss: null}, fd: {fd: null}}"))
        .isEqualTo(
            reader.read(
                "!key(id)\n- {id: p-1, stat: {rss: 16777216}, fd: [{fd: 0}, {fd: 1}]}\n"
                    + "- {id: p-2, stat: {rss: null}, fd: []}"));
    assertThat(select("!trim {id: null, fd: {fd: 1}}"))
        .isEqualTo(reader.read("!key(id)\n- {id: p-1, fd: [{fd: 1}]}"));
  }

  @Test
  void a_key_given_twice_has_to_fit_twice_and_shows_what_both_name() {
    assertThat(select("!trim {stat: {rss: !gt 5}, id: null, stat: {rss: null}}"))
        .isEqualTo(reader.read("!key(id)\n- {id: p-1, stat: {rss: 16777216}}"));
    assertThat(select("!trim {id: null, id: !glob '*-2'}"))
        .isEqualTo(reader.read("!key(id)\n- id: p-2"));
    assertThat(matches("{a: 1}", "a: 1\na: 2")).isFalse();
  }

  @Test
  void logic_of_objects_means_elements_too() {
    assertThat(select("!trim.or [{name: nginx}, {name: worker}]")).isEqualTo(processes);
    assertThat(select("!not {name: nginx}")).isEqualTo(ids("[p-2]", processes));
    assertThat(select("!and [{name: nginx}, {state: exited}]"))
        .isEqualTo(reader.read("!key(id) []"));
  }

  @Test
  void all_means_every_element_that_fits() {
    Query query = Query.of(reader.read("!all {state: running}"));
    assertThat(query.meansAll()).isTrue();
    assertThat(query.select(processes)).contains(ids("[p-1]", processes));
    assertThat(Query.of(reader.read("{state: running}")).meansAll()).isFalse();
    assertThat(query.matches(processes)).isFalse();
  }

  @Test
  void what_does_not_fit_answers_nothing() {
    assertThat(Query.of(reader.read("{a: 1}")).select(reader.read("{a: 2}"))).isEmpty();
    assertThat(
            Query.of(reader.read("!trim {a: {b: null}}")).select(reader.read("{a: {b: 1, c: 2}}")))
        .contains(reader.read("{a: {b: 1}}"));
    assertThat(
            Query.of(reader.read("{a: !trim {b: null}}"))
                .select(reader.read("{a: {b: 1, c: 2}, d: 3}")))
        .contains(reader.read("{a: {b: 1}, d: 3}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a*b    | a/b   | false",
        "a*b    | axxb  | true",
        "*a*b*  | xaxbx | true",
        "*      | ``    | true",
        "?      | ü     | true",
        "?      | 😀    | true",
        "?      | /     | false",
        "[a-c]x | bx    | true",
        "[^a-c] | d     | true",
        "[^a-c] | b     | false",
        "[\\]]  | ]     | true",
        "\\*    | *     | true",
        "\\*    | a     | false",
        "a*     | b     | false",
        "*ab    | aab   | true"
      })
  void glob_is_that_of_the_reference(String pattern, String text, boolean matches) {
    Node glob = Node.of(pattern).withTag(Tag.of("!glob"));
    assertThat(Query.of(glob).matches(Node.of(text))).isEqualTo(matches);
  }

  @Test
  void every_mistake_is_told_with_its_place() {
    TonyException e =
        refused(
            """
            a: !gt five
            b: !like x
            c: !glob '[a'
            d: !not.gt(5) 6
            e: !has-path 'a..b'
            f: !key(id) [{x: 1}, {id: 1}, {id: 1}]
            g: !key(id) {}
            """);
    assertThat(e.kind()).isEqualTo(TonyException.Kind.INVALID_QUERY);
    assertThat(e.mistakes())
        .extracting(mistake -> mistake.position().toString())
        .containsExactly("1:4", "2:4", "3:4", "4:4", "5:4", "6:14", "6:31", "7:4");
    assertThat(e).hasMessageContaining("2:4: there is no operator !like; a pattern has !all, !and");
    assertThat(refused("!pipe sed").kind()).isEqualTo(TonyException.Kind.INVALID_QUERY);
    assertThat(refused("!exec x")).hasMessageContaining("no operator !exec");
    assertThat(refused("!file x")).hasMessageContaining("no operator !file");
  }

  @Test
  void a_question_that_would_take_for_ever_ends() {
    String text = "a".repeat(100_000);
    tooExpensive("!glob '*" + "a".repeat(50_000) + "b'", text);
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 90; i++) {
      deep.append("- ");
    }
    tooExpensive("!" + "subtree.".repeat(60) + "glob x", deep + "a");
    String many = "[" + String.join(",", Collections.nCopies(20_000, "1")) + "]";
    tooExpensive("!all.not.or " + many.replace('1', '2'), many);
  }

  @Test
  void operators_in_operators_are_bounded() {
    Limits limits = new Limits(1000, 10, 100, 1, 1000);
    Node pattern = reader.read("!" + "not.".repeat(30) + "not 1");
    TonyException e = catchThrowableOfType(TonyException.class, () -> Query.of(pattern, limits));
    assertThat(e).hasMessageContaining("more than 20 operators and containers in one another");
  }

  private void tooExpensive(String pattern, String document) {
    Query query = Query.of(reader.read(pattern));
    Node asked = reader.read(document);
    TonyException e = catchThrowableOfType(TonyException.class, () -> query.matches(asked));
    assertThat(e).isNotNull().hasMessage("this takes too many steps");
  }

  private TonyException refused(String pattern) {
    Node node = reader.read(pattern);
    return catchThrowableOfType(TonyException.class, () -> Query.of(node));
  }

  private boolean matches(String document, String pattern) {
    return Query.of(reader.read(pattern)).matches(reader.read(document));
  }

  private Node select(String pattern) {
    return Query.of(reader.read(pattern)).select(processes).orElseThrow();
  }

  private Node ids(String wanted, Node list) {
    return Query.of(reader.read("{id: !or " + wanted + "}")).select(list).orElseThrow();
  }
}
