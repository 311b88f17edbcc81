package io.banyan.supervision.config;

import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.PatternSpec;
import io.banyan.runtime.output.StreamSpec;
import java.nio.file.Path;
import java.util.List;

/** Reads what becomes of the two streams of a process. */
final class OutputReader {

  private OutputReader() {}

  /**
   * @param logs where log files are
   * @param id of the process
   */
  static OutputSpec read(ObjectReader process, List<PatternSpec> patterns, Path logs, String id) {
    ObjectReader stderr = process.object("stderr");
    OutputSpec output =
        new OutputSpec(
            StreamReader.read(process.object("stdout"), logs, id + ".stdout.log"),
            StreamReader.read(stderr, logs, id + ".stderr.log"),
            patterns);
    if (output.stdout().log().isPresent()
        && output.stdout().log().equals(output.stderr().log())
        && !sameRotation(output.stdout(), output.stderr())) {
      stderr.mistake(
          "log",
          "is the file of stdout, too: max-size, max-age, max-files and compress must be the same"
              + " for both");
    }
    return output;
  }

  private static boolean sameRotation(StreamSpec stdout, StreamSpec stderr) {
    return stdout.rotation().equals(stderr.rotation());
  }
}
