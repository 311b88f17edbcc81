package io.banyan.supervision.config;

import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code pid-file} of a process. */
final class PidFileReader {

  /** What a file has behind the id when only {@code true} is said. */
  private static final String SUFFIX = ".pid";

  private PidFileReader() {}

  /**
   * @param directory the runtime directory
   */
  static Optional<Path> read(ObjectReader process, Path directory, String id) {
    return process.read("pid-file", file(directory, id + SUFFIX), Optional.empty());
  }

  private static Conversion<Optional<Path>> file(Path directory, String standard) {
    return value -> {
      if (Conversions.plainText(value).isEmpty()) {
        throw Conversions.mustBe("true, false or the name of a file", value);
      }
      Optional<Boolean> wanted = Conversions.truth(value);
      if (wanted.isPresent()) {
        return wanted.filter(Boolean::booleanValue).map(yes -> directory.resolve(standard));
      }
      Path file = Conversions.path(directory).from(value);
      if (file.equals(directory) || file.getFileName() == null) {
        throw new WrongValue("must be a file, not a folder");
      }
      return Optional.of(file);
    };
  }
}
