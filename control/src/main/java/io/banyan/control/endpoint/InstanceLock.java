package io.banyan.control.endpoint;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.engine.ProcessIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * That a runtime directory is in use: held from before the first process starts until after the
 * last has ended. The system gives it back when the holder dies, however it dies.
 */
public final class InstanceLock implements AutoCloseable {

  /** Its name in the runtime directory. */
  public static final String NAME = "runtime.lock";

  /**
   * The files locked by this JVM. A POSIX lock is lost as soon as its process closes any descriptor
   * of the file, so one that is ours must not even be opened again.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private InstanceLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /** What came of trying to get it. */
  public sealed interface Attempt {

    /** It is ours until closed. */
    record Acquired(InstanceLock lock) implements Attempt {}

    /**
     * Another runtime has it.
     *
     * @param holder its JVM; empty when that cannot be told
     */
    record Held(Optional<ProcessIdentity> holder) implements Attempt {}
  }

  /**
   * Tries to get it, without waiting.
   *
   * @param directory made private, see {@link PrivateFolder#ensure}
   */
  public static Attempt tryAcquire(Path directory) throws IOException {
    PrivateFolder.ensure(directory);
    Path file = directory.toRealPath(LinkOption.NOFOLLOW_LINKS).resolve(NAME);
    if (!OURS.add(file)) {
      return new Attempt.Held(Optional.of(RuntimeProcess.current()));
    }
    boolean acquired = false;
    try {
      Attempt attempt = lock(file);
      acquired = attempt instanceof Attempt.Acquired;
      return attempt;
    } finally {
      if (!acquired) {
        OURS.remove(file);
      }
    }
  }

  private static Attempt lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            EnumSet.of(
                StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    boolean keep = false;
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        return new Attempt.Held(holder(file));
      }
      writeHolder(channel);
      keep = true;
      return new Attempt.Acquired(new InstanceLock(file, channel, lock));
    } finally {
      if (!keep) {
        channel.close();
      }
    }
  }

  private static void writeHolder(FileChannel channel) throws IOException {
    ProcessIdentity self = RuntimeProcess.current();
    JsonObject holder = new JsonObject().put("pid", self.pid()).put("startTime", self.startTime());
    channel.truncate(0);
    ByteBuffer bytes = ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static Optional<ProcessIdentity> holder(Path file) {
    try {
      JsonObject json = Json.parseObject(Files.readString(file));
      return json.number("pid")
          .map(pid -> new ProcessIdentity(pid, json.number("startTime").orElse(0L)));
    } catch (IOException e) {
      // It has the lock but has not written its name yet.
      return Optional.empty();
    }
  }

  /**
   * Gives it back. The file stays: removing it could take it from under one that just locked it.
   */
  @Override
  public void close() throws IOException {
    try {
      lock.release();
      channel.close();
    } finally {
      OURS.remove(file);
    }
  }
}
