package io.banyan.testkit;

import io.banyan.runtime.output.LogStorage;
import io.banyan.runtime.output.rotation.Rotation;
import io.banyan.runtime.output.rotation.RotationPorts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A disk in memory for log files, which can get full. Its files are never begun anew, whatever
 * their rotation. Safe from any thread.
 */
public final class LogDisk implements LogStorage {

  private final Map<Path, ByteArrayOutputStream> files = new TreeMap<>();
  private boolean full;

  LogDisk() {}

  /** From now on it takes nothing more. */
  public synchronized void fills() {
    full = true;
  }

  /** There is room again. */
  public synchronized void empties() {
    full = false;
  }

  /** All files that were ever written to, by name. */
  public synchronized List<Path> files() {
    return List.copyOf(files.keySet());
  }

  /** The text of the file with this name, whatever its folder; empty when there is none. */
  public synchronized String text(String fileName) {
    return files.entrySet().stream()
        .filter(file -> file.getKey().endsWith(fileName))
        .findFirst()
        .map(file -> file.getValue().toString(StandardCharsets.UTF_8))
        .orElse("");
  }

  @Override
  public WritableByteChannel open(
      Path file, Rotation rotation, boolean wholeLines, RotationPorts ports) {
    return new Appending(file);
  }

  private final class Appending implements WritableByteChannel {
    private final Path file;
    private boolean open;

    Appending(Path file) {
      this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      synchronized (LogDisk.this) {
        open = true;
        ByteArrayOutputStream text =
            files.computeIfAbsent(file, key -> new ByteArrayOutputStream());
        if (full) {
          throw new IOException("No space left on device");
        }
        byte[] some = new byte[bytes.remaining()];
        bytes.get(some);
        text.writeBytes(some);
        return some.length;
      }
    }

    @Override
    public boolean isOpen() {
      synchronized (LogDisk.this) {
        return open;
      }
    }

    @Override
    public void close() {
      synchronized (LogDisk.this) {
        open = false;
      }
    }
  }
}
