package io.banyan.runtime.output;

import java.nio.file.Path;

/** Names of the files that belong to one child. */
public final class FileNames {

  private FileNames() {}

  /**
   * The same file for a child of another name: {@code mailer.pid} for {@code mailer-2} is {@code
   * mailer-2.pid}, and a file not called after the child gets the name behind its own.
   */
  public static Path renamed(Path file, String before, String after) {
    String name = String.valueOf(file.getFileName());
    return file.resolveSibling(
        name.startsWith(before + ".")
            ? after + name.substring(before.length())
            : name + "." + after);
  }
}
