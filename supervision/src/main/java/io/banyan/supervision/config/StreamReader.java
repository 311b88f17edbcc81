package io.banyan.supervision.config;

import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.output.WhenFull;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code stdout} or {@code stderr} of a process. */
final class StreamReader {

  private static final int MAX_LINES = 100_000;

  private StreamReader() {}

  /**
   * @param directory where log files are
   * @param standard the name of the file when {@code log = true}
   */
  static StreamSpec read(ObjectReader stream, Path directory, String standard) {
    stream.notYet(NotSupportedYet.STREAM);
    Optional<Path> log = stream.read("log", logFile(directory, standard), Optional.empty());
    return new StreamSpec(
        log,
        stream.integer("keep-lines", 1, MAX_LINES),
        stream.choice(
            "when-full", List.of(WhenFull.values()), full -> full.name().toLowerCase(Locale.ROOT)),
        stream.bool("pass-through"));
  }

  private static Conversion<Optional<Path>> logFile(Path directory, String standard) {
    return value -> {
      if (Conversions.plainText(value).isEmpty()) {
        throw Conversions.mustBe("true, false or the name of a file", value);
      }
      Optional<Boolean> wanted = Conversions.truth(value);
      if (wanted.isPresent()) {
        return wanted.filter(Boolean::booleanValue).map(yes -> directory.resolve(standard));
      }
      Path file = Conversions.path(directory).from(value);
      if (file.equals(directory)) {
        throw new WrongValue("must be a file, not the log directory itself");
      }
      return Optional.of(file);
    };
  }
}
