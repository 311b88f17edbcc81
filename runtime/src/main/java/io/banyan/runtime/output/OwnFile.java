package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Finds the file that a process writes one of its streams to by itself, and opens it to read. */
final class OwnFile {

  private OwnFile() {}

  /** Of a process that is about to be launched: made, with its folder, when it is not there. */
  static FileChannel make(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  /**
   * Of a process that runs: the one it has open, whatever it is called by now.
   *
   * @param declared what it was called
   */
  static FileChannel find(long pid, OutputStreamKind stream, Optional<Path> declared)
      throws IOException {
    Path descriptor =
        Path.of("/proc", Long.toString(pid), "fd", stream == OutputStreamKind.STDOUT ? "1" : "2");
    return Files.isRegularFile(descriptor) || declared.isEmpty()
        ? FileChannel.open(descriptor, StandardOpenOption.READ)
        : FileChannel.open(declared.get(), StandardOpenOption.READ);
  }
}
