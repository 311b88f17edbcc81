package io.banyan.runtime.guardian;

import io.banyan.runtime.engine.ProcessIdentity;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The living process groups, in a file that the guardian reads once the runtime is dead. So nobody
 * is woken when a process starts or ends: the guardian would compete with the process for a
 * processor.
 *
 * <p>Every group has a line of its own, all of the same length, of which a page holds a whole
 * number: each is written at once or, when the runtime is killed meanwhile, not at all. The file
 * need not survive the system and is never synchronised. Used by one thread at a time.
 */
final class GroupRegister implements AutoCloseable {

  private static final int LINE_BYTES = 32;
  private static final byte[] FREE = line("-");
  // Memory where there is some: no disk in trouble can then delay a launch.
  private static final File MEMORY = new File("/dev/shm");

  private final Path path;
  private final RandomAccessFile file;
  private final Map<ProcessIdentity, Integer> lines = new HashMap<>();
  private final Deque<Integer> free = new ArrayDeque<>();

  private GroupRegister(Path path) throws IOException {
    this.path = path;
    this.file = new RandomAccessFile(path.toFile(), "rw");
  }

  /** An empty one, which nobody but its owner can read. */
  static GroupRegister create() throws IOException {
    String prefix = "banyan-guardian-";
    return new GroupRegister(
        MEMORY.isDirectory() && MEMORY.canWrite()
            ? Files.createTempFile(MEMORY.toPath(), prefix, "")
            : Files.createTempFile(prefix, ""));
  }

  /** Where it is until the guardian, which keeps it open, has removed its name. */
  Path path() {
    return path;
  }

  void add(ProcessIdentity leader) throws IOException {
    Integer unused = free.poll();
    int line = unused == null ? lines.size() : unused;
    lines.put(leader, line);
    write(line, line("+ " + leader.pid() + " " + leader.startTime()));
  }

  void remove(ProcessIdentity leader) throws IOException {
    Integer line = lines.remove(leader);
    if (line != null) {
      free.push(line);
      write(line, FREE);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
    // The guardian has done so, unless it was killed before it could.
    Files.deleteIfExists(path);
  }

  private void write(int line, byte[] text) throws IOException {
    file.seek((long) line * LINE_BYTES);
    file.write(text);
  }

  private static byte[] line(String text) {
    byte[] line = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), LINE_BYTES);
    Arrays.fill(line, text.length(), LINE_BYTES, (byte) ' ');
    line[LINE_BYTES - 1] = '\n';
    return line;
  }
}
