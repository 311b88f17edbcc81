package io.banyan.tony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.banyan.tony.diff.Diff;
import io.banyan.tony.json.JsonReader;
import io.banyan.tony.match.Query;
import io.banyan.tony.patch.Patch;
import io.banyan.tony.text.TonyReader;
import io.banyan.tony.text.TonyWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The cases of the reference, with its own outcomes. Those that have another outcome here are all
 * in {@link #DIFFERENT}; one that begins to agree has to leave it.
 */
class ConformanceTest {

  private static final String LET = "!let runs expressions; there is no such operator here";
  private static final String COMMA = "a comma in a tag cannot be read by readers of YAML";
  private static final String REPLACE = "a changed text is replaced as a whole";

  /** What of the reference is not done, or done differently, and why. */
  private static final Map<String, String> DIFFERENT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("match 22", LET),
              Map.entry("match 23", LET),
              Map.entry("match 24", LET),
              Map.entry("match 25", LET),
              Map.entry("match 26", LET),
              Map.entry("patch 14", "!pipe runs a program; it will never be"),
              Map.entry("patch 21", "a tag that is no operator is a mistake; !addtag(j) adds one"),
              Map.entry("patch 23", COMMA),
              Map.entry("patch 24", COMMA),
              Map.entry("diff 2", "the diff of the reference does not lead to the second document"),
              Map.entry("diff 3", REPLACE),
              Map.entry("diff 4", REPLACE),
              Map.entry("diff 5", COMMA + ": !retag(a,b)"),
              Map.entry("diff 6", REPLACE + "; " + COMMA)));

  private final TonyReader reader = new TonyReader();

  /** What one case makes; it throws when it cannot. */
  private interface Operation {
    @Nullable Object of(Node document, Node argument);
  }

  @Test
  void all_cases_agree_but_those_that_are_listed() throws IOException {
    List<String> different = new ArrayList<>();
    run("match", different, (document, pattern) -> Query.of(pattern).matches(document));
    run("trim", different, (document, pattern) -> Query.of(pattern).trim(document).orElse(null));
    run("patch", different, (document, patch) -> Patch.of(patch).apply(document));
    run("diff", different, (before, after) -> Diff.of(before, after).orElse(null));

    assertThat(different).containsExactlyInAnyOrderElementsOf(DIFFERENT.keySet());
  }

  @Test
  void also_where_the_diff_is_another_it_leads_to_the_second_document() throws IOException {
    for (Node each : cases("diff")) {
      Node before = reader.read(text(each, "doc"));
      Node after = reader.read(text(each, "arg"));
      Node diff = Diff.of(before, after).orElseThrow();
      assertThat(Patch.of(diff).apply(before)).isEqualTo(after);
      assertThat(reader.read(TonyWriter.write(diff))).isEqualTo(diff);
    }
  }

  @Test
  void what_is_not_done_is_refused_and_not_ignored() throws IOException {
    for (Node each : cases("match").subList(22, 27)) {
      Node pattern = reader.read(text(each, "arg"));
      assertThat(catchThrowable(() -> Query.of(pattern)))
          .isInstanceOf(TonyException.class)
          .hasMessageContaining("there is no operator !let");
    }
  }

  private void run(String name, List<String> different, Operation operation) throws IOException {
    List<Node> cases = cases(name);
    assertThat(cases).hasSizeGreaterThan(10);
    for (int i = 0; i < cases.size(); i++) {
      if (!agrees(cases.get(i), operation)) {
        different.add(name + " " + i);
      }
    }
  }

  private boolean agrees(Node each, Operation operation) {
    try {
      Node document = reader.read(text(each, "doc"));
      Object outcome = operation.of(document, reader.read(text(each, "arg")));
      Node wanted = get(each, "want");
      return wanted instanceof BoolNode bool
          ? Boolean.valueOf(bool.value()).equals(outcome)
          : reader.read(((TextNode) wanted).text()).equals(outcome);
    } catch (TonyException e) {
      return false;
    }
  }

  private static List<Node> cases(String name) throws IOException {
    String text = Shared.text("conformance/tony", name + ".json");
    // The tagged values in these files are in the notation that the reader would open.
    ObjectNode file = (ObjectNode) JsonReader.read(text.replace("\"!\":", "\"tag\":"));
    return ((ListNode) get(file, "cases")).elements();
  }

  private static String text(Node each, String key) {
    return ((TextNode) get(each, key)).text();
  }

  private static Node get(Node object, String key) {
    Node value = ((ObjectNode) object).get(key);
    assertThat(value).as(key).isNotNull();
    return value == null ? Node.none() : value;
  }
}
