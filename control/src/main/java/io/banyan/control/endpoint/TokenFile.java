package io.banyan.control.endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** A file with a token that somebody else has made up: one line. */
public final class TokenFile {

  /** What can be guessed is no token. */
  private static final int MIN_LENGTH = 16;

  private TokenFile() {}

  /**
   * Reads the token.
   *
   * @throws FileSystemException when it is open to all users, or is no token; the message does not
   *     repeat it
   */
  public static String read(Path file) throws IOException {
    if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
      throw new FileSystemException(
          file.toString(), null, "can be read by all users; chmod o-rwx keeps them out");
    }
    String token = Files.readString(file, StandardCharsets.UTF_8).strip();
    if (token.length() < MIN_LENGTH || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new FileSystemException(
          file.toString(),
          null,
          "has no token: at least " + MIN_LENGTH + " letters, digits or signs, without spaces");
    }
    return token;
  }
}
