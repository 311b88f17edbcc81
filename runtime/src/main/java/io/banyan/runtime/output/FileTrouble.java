package io.banyan.runtime.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** What is wrong with a file, in words: the JDK's own messages are often nothing but a path. */
public final class FileTrouble {

  private FileTrouble() {}

  /** One line: the file, where the exception names one, and what is wrong with it. */
  public static String words(IOException e) {
    boolean named = e instanceof FileSystemException trouble && trouble.getFile() != null;
    return named ? ((FileSystemException) e).getFile() + ": " + reason(e) : reason(e);
  }

  /** What is wrong, without the file. */
  public static String reason(IOException e) {
    if (e instanceof FileSystemException trouble) {
      return reason(trouble);
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static String reason(FileSystemException trouble) {
    if (trouble instanceof NoSuchFileException) {
      return "no such file or directory";
    } else if (trouble instanceof AccessDeniedException) {
      return "permission denied";
    } else if (trouble instanceof FileAlreadyExistsException
        || trouble instanceof NotDirectoryException) {
      return "is there and is not a directory";
    }
    return trouble.getReason() == null
        ? trouble.getClass().getSimpleName()
        : trouble.getReason().toLowerCase(Locale.ROOT);
  }
}
