package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileFilesTest {

  @TempDir Path folder;
  private Sources sources;

  @BeforeEach
  void sources() {
    sources = new Sources(folder);
  }

  @Test
  void a_file_cut_off_anywhere_never_throws() {
    String good = DeclarationLoaderTest.SHOP;
    for (int end = 0; end < good.length(); end++) {
      String cut = good.substring(0, end);
      assertThatCode(() -> sources.load(cut)).as(cut).doesNotThrowAnyException();
    }
  }

  @Nested
  class Files_that_cannot_be_read {

    @Test
    void are_one_mistake() throws IOException {
      assertThat(at(folder.resolve("nope.conf")))
          .containsExactly("nope.conf: there is no such file");
      assertThat(at(folder)).singleElement().asString().endsWith("is a directory, not a file");
      assertThat(at(Path.of("/dev/zero"))).containsExactly("/dev/zero: is not a regular file");
      assertThat(at(bytes(new byte[] {'a', '\n', 0, 1})))
          .containsExactly("bytes:2: is not text: it contains the character NUL");
      assertThat(at(bytes(new byte[] {'\n', '\n', (byte) 0xff})))
          .containsExactly("bytes:3: is not text in UTF-8");
      assertThat(at(bytes("#".repeat(SourceFile.MAX_BYTES + 1).getBytes(StandardCharsets.UTF_8))))
          .singleElement()
          .asString()
          .startsWith("bytes: is larger than 1 MiB");
    }

    private Path bytes(byte[] content) throws IOException {
      return Files.write(folder.resolve("bytes"), content);
    }

    private List<String> at(Path file) {
      return sources.mistakes(DeclarationLoader.load(file, Map.of(), List.of()));
    }
  }

  @Nested
  class Syntax {

    @Test
    void errors_have_their_line() {
      assertThat(sources.mistakes("a = 1\nb = [1,\n2,\n}"))
          .singleElement()
          .asString()
          .startsWith("application.conf:4: List should have");
    }

    @Test
    void nested_without_end_is_a_mistake() {
      String tooDeep = "application.conf: nests too deeply, or its substitutions grow too large";
      assertThat(sources.mistakes("{a".repeat(100_000))).containsExactly(tooDeep);
      assertThat(sources.mistakes("a=" + "[".repeat(100_000))).containsExactly(tooDeep);
    }

    @Test
    void supervisors_may_be_nested_64_deep() {
      assertThat(sources.mistakes(nested(63))).isEmpty();
      assertThat(sources.mistakes(nested(64)))
          .singleElement()
          .asString()
          .endsWith("nested more than 64 deep");
    }

    private String nested(int depth) {
      StringBuilder tree = new StringBuilder("banyan.tree.children = [");
      for (int i = 0; i < depth; i++) {
        tree.append("{ id = s").append(i).append(", children = [");
      }
      return tree + "{ id = p, command = x }" + "]}".repeat(depth) + "]";
    }

    @Test
    void control_characters_never_reach_the_terminal() {
      assertThat(sources.mistakes(DeclarationLoaderTest.SHOP + "banyan.\"a\\u001b[31m\" = 1"))
          .singleElement()
          .asString()
          .doesNotContain("\u001b");
    }
  }

  @Nested
  class Substitutions {

    @Test
    void that_cannot_be_filled_in_are_all_told_with_the_other_mistakes() {
      assertThat(
              sources.mistakes(
                  "banyan.tree.children = [\n{id=${A},command=${B}}\n{id=b,command=x,shutdown=5}\n]"))
          .satisfiesExactly(
              m -> assertThat(m).startsWith("application.conf:2: ${A} is neither"),
              m -> assertThat(m).startsWith("application.conf:2: ${B} is neither"),
              m ->
                  assertThat(m)
                      .startsWith("application.conf:3: banyan.tree.children[1].shutdown: "));
    }

    @Test
    void in_a_circle_are_a_mistake() {
      assertThat(sources.mistakes("a = ${b}\nb = ${a}"))
          .singleElement()
          .asString()
          .contains("cycle");
    }

    @Test
    void take_variables_of_the_given_environment() {
      String content = "banyan.tree.children = [{id=a,command=x,stdout.keep-lines=${LINES}}]";
      assertThat(sources.load(content, Map.of("LINES", "7"))).isInstanceOf(LoadResult.Loaded.class);
    }
  }

  @Nested
  class Includes {

    @Test
    void name_their_own_file_in_mistakes() {
      sources.write("child.conf", "\n\nshutdown = 5");
      assertThat(
              sources.mistakes(
                  "banyan.tree.children = [{ id = a, command = x, include file(\"child.conf\") }]"))
          .singleElement()
          .asString()
          .startsWith("child.conf:3: banyan.tree.children[0].shutdown: ");
    }

    @Test
    void that_never_end_or_leave_the_machine_are_refused() {
      assertThat(sources.mistakes("include \"/dev/zero\""))
          .containsExactly("/dev/zero: is not a regular file");
      assertThat(sources.mistakes("include url(\"http://localhost:1/x\")"))
          .singleElement()
          .asString()
          .contains("only files can be included");
      assertThat(sources.mistakes("include \"application.conf\""))
          .singleElement()
          .asString()
          .contains("cycle");
      assertThat(sources.mistakes("include required(\"nope\")"))
          .singleElement()
          .asString()
          .contains("no such file");
    }
  }
}
