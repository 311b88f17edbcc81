package io.banyan.testkit;

import io.banyan.supervision.config.DeclarationLoader;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.Mistake;
import io.banyan.supervision.config.Section;
import io.banyan.supervision.config.TreeDeclaration;
import io.banyan.supervision.spec.SupervisorSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads declarations as {@code banyan up} does, with no other variables than those given. */
final class Declared {

  /** Nothing is ever made there: log files are kept in memory. */
  private static final Map<String, String> ENVIRONMENT = Map.of("BANYAN_STATE_DIR", "/banyan");

  private Declared() {}

  static TreeDeclaration in(Path file, List<Section> sections) {
    LoadResult result = DeclarationLoader.load(file, ENVIRONMENT, sections);
    if (result instanceof LoadResult.Invalid invalid) {
      throw new IllegalArgumentException(
          invalid.mistakes().stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    }
    return ((LoadResult.Loaded) result).declaration();
  }

  /** As if a file had declared it. */
  static TreeDeclaration of(SupervisorSpec tree) {
    TreeDeclaration other =
        in("banyan.tree { children = [{ id = any, command = [any] }] }", List.of());
    return new TreeDeclaration(
        other.name(), other.file(), other.directories(), tree, other.monitor(), other.resolved());
  }

  static TreeDeclaration in(String hocon, List<Section> sections) {
    try {
      Path file = Files.createTempFile("banyan-testkit", ".conf");
      try {
        Files.writeString(file, hocon);
        return in(file, sections);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
