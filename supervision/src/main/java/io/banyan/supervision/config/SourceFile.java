package io.banyan.supervision.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks at a file before the parser does: whether it is one, and one with text of a sane size. */
final class SourceFile {

  static final int MAX_BYTES = 1 << 20;

  private SourceFile() {}

  /** What is wrong with a file; line 0 when it is the whole of it. */
  record Problem(int line, String message) {}

  static Optional<Problem> problem(Path file) {
    if (!Files.exists(file)) {
      return whole("there is no such file");
    }
    if (Files.isDirectory(file)) {
      return whole("is a directory, not a file");
    }
    if (!Files.isRegularFile(file)) {
      return whole("is not a regular file");
    }
    try {
      return Files.size(file) > MAX_BYTES
          ? whole("is larger than 1 MiB, the most a configuration may have")
          : notText(Files.readAllBytes(file));
    } catch (IOException e) {
      return whole("cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static Optional<Problem> whole(String message) {
    return Optional.of(new Problem(0, message));
  }

  private static Optional<Problem> notText(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(in, CharBuffer.allocate(bytes.length + 1), true);
    int end = result.isError() ? in.position() : bytes.length;
    int line = 1;
    for (int i = 0; i < end; i++) {
      if (bytes[i] == 0) {
        return Optional.of(new Problem(line, "is not text: it contains the character NUL"));
      }
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return result.isError()
        ? Optional.of(new Problem(line, "is not text in UTF-8"))
        : Optional.empty();
  }
}
