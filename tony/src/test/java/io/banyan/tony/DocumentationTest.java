package io.banyan.tony;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.tony.diff.Diff;
import io.banyan.tony.match.Query;
import io.banyan.tony.patch.Patch;
import io.banyan.tony.text.TonyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every example in the tables of docs/tony.md. */
class DocumentationTest {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private final TonyReader reader = new TonyReader();

  @Test
  void every_pattern_fits_and_does_not_fit_as_it_says() throws IOException {
    List<List<String>> rows = rows("| pattern | fits when | fits | does not fit |");
    assertThat(rows).hasSizeGreaterThan(20);
    for (List<String> row : rows) {
      Query query = Query.of(read(row.get(0)));
      assertThat(query.matches(read(row.get(2)))).as(row.toString()).isTrue();
      if (!row.get(3).isEmpty()) {
        assertThat(query.matches(read(row.get(3)))).as(row.toString()).isFalse();
      }
    }
  }

  @Test
  void every_question_has_the_answer_that_it_says() throws IOException {
    List<List<String>> rows = rows("| document | pattern | answer |");
    assertThat(rows).hasSizeGreaterThan(5);
    for (List<String> row : rows) {
      assertThat(Query.of(read(row.get(1))).select(read(row.get(0))))
          .as(row.toString())
          .contains(read(row.get(2)));
    }
  }

  @Test
  void every_patch_makes_what_it_says() throws IOException {
    List<List<String>> rows = rows("| patch | what it does | before | after |");
    assertThat(rows).hasSizeGreaterThan(20);
    for (List<String> row : rows) {
      assertThat(Patch.of(read(row.get(0))).apply(read(row.get(2))))
          .as(row.toString())
          .isEqualTo(read(row.get(3)));
    }
  }

  @Test
  void every_diff_is_what_it_says_and_leads_to_the_second_document() throws IOException {
    List<List<String>> rows = rows("| before | after | diff |");
    assertThat(rows).hasSizeGreaterThan(7);
    for (List<String> row : rows) {
      Node before = read(row.get(0));
      Node after = read(row.get(1));
      Node diff = read(row.get(2));
      assertThat(Diff.of(before, after)).as(row.toString()).contains(diff);
      assertThat(Patch.of(diff).apply(before)).as(row.toString()).isEqualTo(after);
    }
  }

  private Node read(String cell) {
    return reader.read(cell);
  }

  /** The cells of a table; of those with code, the code. */
  private static List<List<String>> rows(String header) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "docs", "tony.md"));
    int at = lines.indexOf(header);
    assertThat(at).as(header).isNotNegative();
    List<List<String>> rows = new ArrayList<>();
    for (int i = at + 2; i < lines.size() && lines.get(i).startsWith("|"); i++) {
      List<String> cells = new ArrayList<>();
      for (String cell : lines.get(i).substring(1).split("\\|", -1)) {
        cells.add(code(cell.trim()));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static String code(String cell) {
    List<MatchResult> found = CODE.matcher(cell).results().toList();
    return found.size() == 1 && found.get(0).end() == cell.length() && cell.startsWith("`")
        ? found.get(0).group(1)
        : cell;
  }
}
