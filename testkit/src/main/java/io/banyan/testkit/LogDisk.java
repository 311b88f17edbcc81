package io.banyan.testkit;

import io.banyan.runtime.output.LogStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A disk in memory for log files, which can get full. Safe from any thread. */
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

  /** All files that were ever opened, by name. */
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
  public synchronized WritableByteChannel open(Path file) {
    return new Appending(files.computeIfAbsent(file, key -> new ByteArrayOutputStream()));
  }

  private final class Appending implements WritableByteChannel {
    private final ByteArrayOutputStream file;
    private boolean open = true;

    Appending(ByteArrayOutputStream file) {
      this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      synchronized (LogDisk.this) {
        if (full) {
          throw new IOException("No space left on device");
        }
        byte[] some = new byte[bytes.remaining()];
        bytes.get(some);
        file.write(some);
        return some.length;
      }
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
