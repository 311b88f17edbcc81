package io.banyan.tony;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files that are kept beside the project, and not in it. A test that finds none is skipped. */
public final class Shared {

  private Shared() {}

  /** The text of a file, as it is read from {@code shared} in some folder above. */
  public static String text(String folder, String name) throws IOException {
    Optional<Path> file = find(folder, name);
    assumeTrue(file.isPresent(), () -> "there is no shared/" + folder + "/" + name);
    return Files.readString(file.orElseThrow());
  }

  private static Optional<Path> find(String folder, String name) throws IOException {
    @Nullable Path above = Path.of("").toAbsolutePath();
    for (; above != null; above = above.getParent()) {
      Path there = above.resolve("shared").resolve(folder);
      if (Files.isDirectory(there)) {
        try (Stream<Path> files = Files.list(there)) {
          return files.filter(file -> file.getFileName().toString().startsWith(name)).findFirst();
        }
      }
    }
    return Optional.empty();
  }
}
