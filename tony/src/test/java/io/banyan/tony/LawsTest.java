package io.banyan.tony;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.tony.diff.Diff;
import io.banyan.tony.json.JsonReader;
import io.banyan.tony.json.JsonWriter;
import io.banyan.tony.match.Query;
import io.banyan.tony.patch.Patch;
import io.banyan.tony.text.TonyReader;
import io.banyan.tony.text.TonyWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds of all documents, of many random ones. {@code -Dbanyan.laws} says of how many. */
class LawsTest {

  private static final long SEED = Long.getLong("banyan.seed", 20_240_115);
  private static final int ROUNDS = Integer.getInteger("banyan.laws", 5_000);

  private final Trees trees = new Trees(SEED);

  @Test
  void what_is_written_is_read_as_the_same() {
    for (int i = 0; i < ROUNDS; i++) {
      Node document = trees.next();
      String text = TonyWriter.write(document);
      assertThat(new TonyReader().read(text)).as(text).isEqualTo(document);
      assertThat(TonyWriter.write(new TonyReader().read(text))).isEqualTo(text);
    }
  }

  @Test
  void several_documents_stay_apart() {
    for (int i = 0; i < ROUNDS / 10; i++) {
      List<Node> documents = List.of(trees.next(), trees.next(), trees.next());
      String text = TonyWriter.write(documents);
      assertThat(new TonyReader().readAll(text)).as(text).isEqualTo(documents);
    }
  }

  @Test
  void what_is_written_as_json_is_read_as_the_same() {
    for (int i = 0; i < ROUNDS; i++) {
      Node document = trees.next();
      String text = JsonWriter.write(document);
      assertThat(JsonReader.read(text)).as(text).isEqualTo(document);
    }
  }

  @Test
  void json_is_tony() {
    for (int i = 0; i < ROUNDS; i++) {
      Node document = trees.next();
      String text = JsonWriter.write(document);
      if (text.contains("\"!\"") || text.matches("(?s).*[\u007f-\u00a0\ufeff\ufffe\uffff].*")) {
        continue;
      }
      assertThat(new TonyReader().read(text)).as(text).isEqualTo(document);
    }
  }

  @Test
  void the_diff_of_two_documents_makes_the_second_of_the_first() {
    for (int i = 0; i < ROUNDS; i++) {
      Node before = trees.next();
      Node after = trees.chance(5) ? trees.next() : trees.changed(before);
      Optional<Node> diff = Diff.of(before, after);
      assertThat(diff.isEmpty()).isEqualTo(before.equals(after));
      if (diff.isPresent()) {
        String words = TonyWriter.write(List.of(before, after, diff.get()));
        assertThat(Patch.of(diff.get()).apply(before)).as(words).isEqualTo(after);
        Node sent = new TonyReader().read(TonyWriter.write(diff.get()));
        assertThat(Patch.of(sent).apply(before)).as(words).isEqualTo(after);
      }
    }
  }

  @Test
  void equal_documents_have_the_same_hash_and_are_equal_both_ways() {
    for (int i = 0; i < ROUNDS; i++) {
      Node one = trees.next();
      Node other = trees.changed(one);
      assertThat(one.equals(other)).isEqualTo(other.equals(one));
      Node same = JsonReader.read(JsonWriter.write(one));
      assertThat(same).isEqualTo(one).hasSameHashCodeAs(one);
    }
  }

  @Test
  void a_document_without_tags_matches_itself_and_trimmed_by_itself_it_is_itself() {
    for (int i = 0; i < ROUNDS; i++) {
      Node document = trees.next();
      if (document.hasTags() || Trees.hasDuplicates(document)) {
        continue;
      }
      Query query = Query.of(document);
      assertThat(query.matches(document)).isTrue();
      assertThat(query.select(document)).contains(document);
    }
  }

  @Test
  void not_is_the_opposite_and_two_nots_are_none() {
    for (int i = 0; i < ROUNDS; i++) {
      Node document = trees.next();
      Node pattern = trees.changed(document);
      if (pattern.hasTags()) {
        continue;
      }
      boolean matches = Query.of(pattern).matches(document);
      assertThat(Query.of(pattern.withTag(Tag.of("!not"))).matches(document)).isEqualTo(!matches);
      assertThat(Query.of(pattern.withTag(Tag.of("!not.not"))).matches(document))
          .isEqualTo(matches);
      assertThat(Query.of(pattern.withTag(Tag.of("!trim"))).matches(document)).isEqualTo(matches);
      Node twice = ListNode.of(pattern, pattern);
      assertThat(Query.of(twice.withTag(Tag.of("!and"))).matches(document)).isEqualTo(matches);
      assertThat(Query.of(twice.withTag(Tag.of("!or"))).matches(document)).isEqualTo(matches);
    }
  }

  @Test
  void what_is_merged_into_a_document_is_there_afterwards() {
    for (int i = 0; i < ROUNDS; i++) {
      Node document = trees.next();
      Node patch = trees.next();
      if (patch.hasTags() || Trees.hasDuplicates(patch)) {
        continue;
      }
      Node after = Patch.of(patch).apply(document);
      assertThat(Query.of(patch).matches(after))
          .as(TonyWriter.write(List.of(document, patch, after)))
          .isTrue();
      assertThat(Patch.of(patch).apply(after)).isSameAs(after);
    }
  }
}
