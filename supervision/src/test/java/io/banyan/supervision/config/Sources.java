package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Configuration files of a test, in a folder of its own. */
public final class Sources {

  private final Path folder;

  public Sources(Path folder) {
    this.folder = folder;
  }

  Path write(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public LoadResult load(String content) {
    return load(content, Map.of());
  }

  LoadResult load(String content, Map<String, String> environment, Section... sections) {
    return DeclarationLoader.load(
        write("application.conf", content), environment, List.of(sections));
  }

  public TreeDeclaration declaration(String content) {
    return declaration(content, Map.of());
  }

  TreeDeclaration declaration(String content, Map<String, String> environment) {
    return declaration(load(content, environment));
  }

  static TreeDeclaration declaration(LoadResult result) {
    assertThat(result).isInstanceOf(LoadResult.Loaded.class);
    return ((LoadResult.Loaded) result).declaration();
  }

  /** The mistakes as texts, with the folder of the file left out. */
  List<String> mistakes(String content) {
    return mistakes(load(content));
  }

  List<String> mistakes(LoadResult result) {
    return result instanceof LoadResult.Invalid invalid
        ? invalid.mistakes().stream().map(m -> m.text().replace(folder + "/", "")).toList()
        : List.of();
  }

  /** The mistakes of one process child, which is in line 2. */
  List<String> mistakesOfProcess(String keys) {
    return mistakes("banyan.tree.children = [\n{ id = a, command = x, " + keys + " }\n]");
  }

  /** A tree of one process with these keys. */
  ChildSpec process(String keys) {
    return process(keys, Map.of());
  }

  ChildSpec process(String keys, Map<String, String> environment) {
    return onlyChild("{ id = a, command = x, " + keys + " }", environment);
  }

  ChildSpec onlyChild(String child, Map<String, String> environment) {
    String content = "banyan.tree.children = [" + child + "]";
    return declaration(content, environment).tree().children().get(0);
  }

  static ChildDefinition.ProcessChild processOf(ChildSpec child) {
    return (ChildDefinition.ProcessChild) child.definition();
  }
}
