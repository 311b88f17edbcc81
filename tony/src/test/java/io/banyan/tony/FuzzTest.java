package io.banyan.tony;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.tony.diff.Diff;
import io.banyan.tony.json.JsonReader;
import io.banyan.tony.json.JsonWriter;
import io.banyan.tony.match.Query;
import io.banyan.tony.patch.Patch;
import io.banyan.tony.text.TonyReader;
import io.banyan.tony.text.TonyWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever is read, asked and changed: nothing but a {@link TonyException} is thrown, and it ends.
 * All input comes from one seed ({@code -Dbanyan.seed}); {@code -Dbanyan.fuzz=1000000} takes more
 * of it.
 */
class FuzzTest {

  private static final long SEED = Long.getLong("banyan.seed", 20_240_115);
  private static final int INPUTS = Integer.getInteger("banyan.fuzz", 5_000);
  private static final Limits LIMITS = new Limits(100_000, 50, 20_000, 50, 200_000);
  private static final List<String> PIECES =
      List.of(
          "a",
          "b: ",
          "- ",
          "\n",
          "\n  ",
          "\n    ",
          " ",
          "[",
          "]",
          "{",
          "}",
          ",",
          ":",
          ": ",
          "!",
          "!gt ",
          "!not.",
          "!key(id)",
          "!delete ",
          "!replace ",
          "!all ",
          "!subtree.",
          "!dive ",
          "!embed(a) ",
          "!strdiff(true) ",
          "!arraydiff ",
          "!glob ",
          "*",
          "&",
          "#",
          " # c",
          "|",
          ">",
          "|-",
          "'",
          "\"",
          "\\",
          "\\u00",
          "\\x",
          "\\ud83d",
          "%",
          "%YAML 1.2\n",
          "---\n",
          "...\n",
          "? ",
          "<<: ",
          "0",
          "1e",
          "-",
          ".inf",
          "~",
          "null",
          "true",
          "\t",
          "\r",
          "\u0085",
          "\u2028",
          "\ufeff",
          "\u0000",
          "\ud83d",
          "\ud83d\ude00",
          "id: ",
          "from: ",
          "to: ",
          "match: ",
          "patch: ",
          "if: ",
          "then: ",
          "in: ",
          "[[[[[[[[",
          "{a: ",
          "\"a\":",
          "1e999999999");

  private final Trees trees = new Trees(SEED);
  private Node document = Node.none();
  private int read;

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void any_input_ends_in_a_document_or_in_an_exception_of_our_own() {
    for (int i = 0; i < INPUTS; i++) {
      String input = input();
      long begin = System.nanoTime();
      try {
        use(input);
      } catch (TonyException e) {
        assertThat(e.mistakes()).isNotEmpty();
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        throw new AssertionError("input " + i + " of seed " + SEED + ":\n" + input, e);
      }
      // Not how fast it is, but that it is no question of minutes.
      assertThat(System.nanoTime() - begin).as(input).isLessThan(TimeUnit.MINUTES.toNanos(1));
    }
    assertThat(read).as("inputs that were documents").isGreaterThan(INPUTS / 20);
  }

  private String input() {
    return switch (trees.below(4)) {
      case 0 -> random(1 + trees.below(40));
      case 1 -> damaged(TonyWriter.write(trees.next()));
      case 2 -> damaged(JsonWriter.write(trees.next()));
      default -> TonyWriter.write(trees.changed(document));
    };
  }

  private String random(int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(trees.one(PIECES));
    }
    return text.toString();
  }

  private String damaged(String text) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = trees.below(4); i > 0; i--) {
      int at = trees.below(damaged.length() + 1);
      switch (trees.below(3)) {
        case 0 -> damaged.insert(at, trees.one(PIECES));
        case 1 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + trees.below(5)));
        default -> damaged.insert(at, text, 0, trees.below(text.length() + 1));
      }
    }
    return damaged.toString();
  }

  private void use(String input) {
    try {
      JsonReader.read(input, LIMITS);
    } catch (TonyException e) {
      assertThat(e.mistakes()).hasSize(1);
    }
    List<Node> documents = new TonyReader(LIMITS).readAll(input);
    read++;
    for (Node made : documents) {
      LIMITS.check(made);
      again(made);
      ask(made);
      change(made);
      if (made.weight() < 1_000) {
        document = made;
      }
    }
  }

  private static void again(Node made) {
    assertThat(new TonyReader().read(TonyWriter.write(made))).isEqualTo(made);
    assertThat(JsonReader.read(JsonWriter.write(made))).isEqualTo(made);
  }

  private void ask(Node made) {
    try {
      Query query = Query.of(made, LIMITS);
      query.select(document);
      query.trim(document);
    } catch (TonyException e) {
      assertThat(e.kind()).isIn(TonyException.Kind.INVALID_QUERY, TonyException.Kind.TOO_LARGE);
    }
  }

  private void change(Node made) {
    List<Node> results = new ArrayList<>();
    try {
      results.add(Patch.of(made, LIMITS).apply(document));
    } catch (TonyException e) {
      assertThat(e.kind()).isNotEqualTo(TonyException.Kind.SYNTAX);
    }
    results.add(made);
    for (Node after : results) {
      Diff.of(document, after)
          .ifPresent(
              diff ->
                  assertThat(Patch.of(diff).apply(document))
                      .as(() -> TonyWriter.write(List.of(document, after, diff)))
                      .isEqualTo(after));
    }
  }
}
