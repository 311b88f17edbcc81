package io.banyan.runtime.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that the runtime writes to.
 *
 * @param name what it is called
 * @param folder need not be there yet
 * @param means what does not work when it cannot be written
 */
public record FolderCheck(String name, Path folder, String means) implements Check {

  private static final long LITTLE = 100L << 20;

  @Override
  public Finding run() {
    Path nearest = folder.toAbsolutePath();
    while (!Files.exists(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    if (!Files.isDirectory(nearest)) {
      return failed(nearest + " is no folder");
    }
    try {
      Files.delete(Files.createTempFile(nearest, ".banyan-doctor-", ".tmp"));
      return space(nearest);
    } catch (IOException forbidden) {
      return failed(nearest + " cannot be written");
    }
  }

  private Finding space(Path nearest) throws IOException {
    long free = Files.getFileStore(nearest).getUsableSpace();
    String says = "%s, %d MiB free".formatted(folder, free >> 20);
    return free < LITTLE
        ? Finding.warning(
            name, says, "The disk is nearly full: " + means, "Make room, or choose another folder.")
        : Finding.ok(name, says);
  }

  private Finding failed(String says) {
    return Finding.failed(
        name, says, means, "Let this user write there, or set banyan.directories in the file.");
  }
}
