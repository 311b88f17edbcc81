package io.banyan.runtime.pidfile;

import io.banyan.runtime.engine.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;

/**
 * One pid file. It is replaced at once, never half written, and all who change it by these methods,
 * in this and other programs, take turns by a lock beside it, so that only one of many can claim
 * it.
 *
 * <p>Blocks on the disk: not for an actor's thread. Safe from any thread.
 */
public final class PidFile {

  /** The largest file that is looked at: no pid file is larger. */
  private static final int MOST_BYTES = 4096;

  private final Path path;
  private final LivingProcesses living;

  /** What a pid file tells. */
  public sealed interface State {

    /** There is none. */
    record Absent() implements State {}

    /** There is a file, but it names no process. */
    record NoPidFile() implements State {}

    /**
     * Its process runs.
     *
     * @param process with its start time, also when the file does not tell it
     */
    record Live(ProcessIdentity process) implements State {}

    /** Its process has ended; the pid may be another's now. */
    record Stale(ProcessIdentity process) implements State {}
  }

  /** What came of claiming it. */
  public sealed interface Claim {

    /** It names this process now. */
    record Claimed() implements Claim {}

    /** It names another process that runs. */
    record Held(ProcessIdentity holder) implements Claim {}
  }

  public PidFile(Path path) {
    this(path, LivingProcesses.ofSystem());
  }

  PidFile(Path path, LivingProcesses living) {
    this.path = path.toAbsolutePath();
    this.living = living;
  }

  public Path path() {
    return path;
  }

  /**
   * What it tells now.
   *
   * @throws IOException when it is there and cannot be read
   */
  public State state() throws IOException {
    try {
      if (Files.isRegularFile(path) && Files.size(path) > MOST_BYTES) {
        return new State.NoPidFile();
      }
      String text = Files.readString(path, StandardCharsets.ISO_8859_1);
      Optional<PidRecord> record = PidRecord.parse(text);
      return record.isEmpty() ? new State.NoPidFile() : state(record.get());
    } catch (NoSuchFileException none) {
      return new State.Absent();
    }
  }

  private State state(PidRecord record) throws IOException {
    return living
        .find(record, Files.getLastModifiedTime(path).toInstant())
        .<State>map(State.Live::new)
        .orElseGet(() -> new State.Stale(record.process()));
  }

  /**
   * Makes it name this process, unless it names another one that runs: of all that try, one
   * succeeds. A stale file, or one that is none, is replaced.
   */
  public Claim claim(ProcessIdentity process) throws IOException {
    try (FolderLock lock = FolderLock.of(path)) {
      if (state() instanceof State.Live live && !live.process().equals(process)) {
        return new Claim.Held(live.process());
      }
      write(process);
      return new Claim.Claimed();
    }
  }

  /** Makes it name this process, whatever it named before. */
  public void overwrite(ProcessIdentity process) throws IOException {
    try (FolderLock lock = FolderLock.of(path)) {
      write(process);
    }
  }

  /** The state; a stale file is removed. */
  public State check() throws IOException {
    if (!(state() instanceof State.Stale)) {
      return state();
    }
    try (FolderLock lock = FolderLock.of(path)) {
      State state = state();
      if (state instanceof State.Stale) {
        Files.deleteIfExists(path);
      }
      return state;
    }
  }

  /** Removes it, whatever it names. True when there was one. */
  public boolean remove() throws IOException {
    try (FolderLock lock = FolderLock.of(path)) {
      return Files.deleteIfExists(path);
    }
  }

  /** Removes it if it names this process. */
  public boolean release(ProcessIdentity process) throws IOException {
    if (!names(process)) {
      return false;
    }
    try (FolderLock lock = FolderLock.of(path)) {
      return names(process) && Files.deleteIfExists(path);
    }
  }

  private boolean names(ProcessIdentity process) throws IOException {
    State state = state();
    return (state instanceof State.Live live && live.process().equals(process))
        || (state instanceof State.Stale stale && stale.process().equals(process));
  }

  private void write(ProcessIdentity process) throws IOException {
    Path folder = Objects.requireNonNull(path.getParent());
    Path draft = Files.createTempFile(folder, ".pid-", ".tmp");
    try {
      Files.writeString(draft, new PidRecord(process, living.boot()).text());
      // Others may know which process it is.
      if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
      }
      if (Files.isDirectory(path)) {
        throw new FileAlreadyExistsException(path.toString(), null, "is a folder");
      }
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
