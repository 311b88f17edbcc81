package io.banyan.tony;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.tony.json.JsonReader;
import io.banyan.tony.json.JsonWriter;
import io.banyan.tony.match.Query;
import io.banyan.tony.patch.Patch;
import io.banyan.tony.text.TonyReader;
import io.banyan.tony.text.TonyWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The text that the documents come from: everything it prints as Tony is read. */
class SeedTest {

  private static final Pattern BLOCK =
      Pattern.compile("^```tony\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

  private final TonyReader reader = new TonyReader();

  @Test
  void all_blocks_are_read_but_one_that_nobody_can_read() throws IOException {
    List<String> blocks = blocks();
    assertThat(blocks).hasSizeGreaterThan(30);
    Map<Integer, String> broken = new TreeMap<>();
    for (int i = 0; i < blocks.size(); i++) {
      try {
        List<Node> documents = reader.readAll(blocks.get(i));
        assertThat(documents).isNotEmpty();
        assertThat(reader.readAll(TonyWriter.write(documents))).isEqualTo(documents);
        documents.forEach(
            each -> assertThat(JsonReader.read(JsonWriter.write(each))).isEqualTo(each));
      } catch (TonyException e) {
        broken.put(i, blocks.get(i) + e.getMessage());
      }
    }
    // "# Unified virtual document": name: stands deeper than the id: it belongs to.
    assertThat(broken).hasSize(1);
    assertThat(broken.values().iterator().next())
        .startsWith("# Unified virtual document")
        .contains("4:5: while parsing a block mapping");
  }

  @Test
  void every_question_is_understood_and_every_change_too() throws IOException {
    int questions = 0;
    int changes = 0;
    for (Node document : readable()) {
      if (document instanceof ObjectNode object && object.tag().name().equals("apiop")) {
        Node match = object.get("match");
        Node patch = object.get("patch");
        questions += match == null ? 0 : 1;
        changes += patch == null ? 0 : 1;
        Query.of(match == null ? Node.none() : match);
        Patch.of(patch == null ? Node.none() : patch);
      }
    }
    assertThat(questions).isEqualTo(14);
    assertThat(changes).isEqualTo(5);
  }

  private List<Node> readable() throws IOException {
    List<Node> documents = new ArrayList<>();
    for (String block : blocks()) {
      if (!block.startsWith("# Unified virtual document")) {
        documents.addAll(reader.readAll(block));
      }
    }
    return documents;
  }

  private static List<String> blocks() throws IOException {
    return BLOCK
        .matcher(Shared.text("seeds", "000_"))
        .results()
        .map((MatchResult result) -> result.group(1))
        .toList();
  }
}
