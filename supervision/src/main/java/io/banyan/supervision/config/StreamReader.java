package io.banyan.supervision.config;

import com.typesafe.config.ConfigValue;
import io.banyan.runtime.output.LineFormat;
import io.banyan.runtime.output.LogLayout;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.output.Timestamps;
import io.banyan.runtime.output.WhenFull;
import io.banyan.runtime.output.rotation.Rotation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code stdout} or {@code stderr} of a process. */
final class StreamReader {

  private static final int MAX_LINES = 100_000;
  private static final int MAX_FILES = 1_000;
  private static final long LEAST_BYTES = 1024;
  private static final Duration LEAST_AGE = Duration.ofSeconds(1);

  private StreamReader() {}

  /**
   * @param directory where log files are
   * @param standard the name of the file when {@code log = true}
   */
  static StreamSpec read(ObjectReader stream, Path directory, String standard) {
    Optional<Path> log = stream.read("log", logFile(directory, standard), Optional.empty());
    return new StreamSpec(
        log,
        stream.integer("keep-lines", 1, MAX_LINES),
        stream.choice("when-full", List.of(WhenFull.values()), StreamReader::word),
        stream.bool("pass-through"),
        new LogLayout(
            stream.choice("format", List.of(LineFormat.values()), StreamReader::word),
            stream.choice("timestamps", List.of(Timestamps.values()), StreamReader::word)),
        rotation(stream));
  }

  private static Rotation rotation(ObjectReader stream) {
    return new Rotation(
        stream.read("max-size", StreamReader::maxSize, 0L),
        stream.read("max-age", StreamReader::maxAge, Duration.ZERO),
        stream.integer("max-files", 0, MAX_FILES),
        stream.read("compress", StreamReader::compress, false));
  }

  private static long maxSize(ConfigValue value) throws WrongValue {
    boolean never = Conversions.plainText(value).filter("0"::equals).isPresent();
    return never ? 0 : Conversions.size(LEAST_BYTES, "1KiB, or 0 for no limit").from(value);
  }

  private static Duration maxAge(ConfigValue value) throws WrongValue {
    Duration age = Conversions.duration(Duration.ZERO).from(value);
    if (!age.isZero() && age.compareTo(LEAST_AGE) < 0) {
      throw Conversions.mustBe("a duration of at least 1s, or 0s for no limit", value);
    }
    return age;
  }

  private static boolean compress(ConfigValue value) throws WrongValue {
    String word = Conversions.plainText(value).orElse("");
    if (word.equals("gzip") || word.equals("none")) {
      return word.equals("gzip");
    }
    return Conversions.truth(value)
        .orElseThrow(() -> Conversions.mustBe("gzip, none, true or false", value));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
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
