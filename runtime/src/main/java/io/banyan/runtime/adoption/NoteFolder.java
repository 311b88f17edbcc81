package io.banyan.runtime.adoption;

import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.event.ChildPath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the notes of one tree: one file a child, one with the cookies of all runtimes whose
 * processes may still live, and one that is locked while a runtime uses it. Files are replaced as a
 * whole, so that a death at any moment leaves either the old or the new. Safe from any thread.
 */
final class NoteFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NoteFolder.class);
  private static final String NOTE = ".json";
  private static final String COOKIES = "cookies";
  private static final String LOCK = "lock";
  private static final Set<PosixFilePermission> PRIVATE_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;
  private final String boot;
  private final FileChannel lock;

  private NoteFolder(Path folder, String boot, FileChannel lock) {
    this.folder = folder;
    this.boot = boot;
    this.lock = lock;
  }

  /**
   * Makes the folder, mode 0700, if it is not there, and locks it until {@link #close}.
   *
   * @param boot what tells one boot of the system from another
   * @throws FileSystemException when another runtime has it, or it cannot be made private
   */
  static NoteFolder open(Path folder, String boot) throws IOException {
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE_FOLDER));
    Files.setPosixFilePermissions(folder, PRIVATE_FOLDER);
    FileChannel channel = openLock(folder.resolve(LOCK));
    try {
      if (channel.tryLock() != null) {
        return new NoteFolder(folder, boot, channel);
      }
    } catch (OverlappingFileLockException ours) {
      LOG.debug("Another runtime of this JVM has {}", folder);
    }
    channel.close();
    throw new FileSystemException(folder.toString(), null, "another runtime uses it");
  }

  private static FileChannel openLock(Path file) throws IOException {
    try {
      Files.createFile(file, PRIVATE_FILE);
    } catch (FileAlreadyExistsException before) {
      LOG.trace("{} is there", file);
    }
    return FileChannel.open(file, StandardOpenOption.WRITE);
  }

  /** All notes that can be understood. */
  List<LaunchNote> read() throws IOException {
    List<LaunchNote> notes = new ArrayList<>();
    for (Path file : files()) {
      NoteText.parse(Files.readString(file), boot)
          .ifPresentOrElse(notes::add, () -> LOG.warn("{} is not a note; it is ignored", file));
    }
    return notes;
  }

  void write(LaunchNote note) throws IOException {
    replace(file(note.path()), NoteText.of(note, boot));
  }

  void remove(ChildPath path) throws IOException {
    Files.deleteIfExists(file(path));
  }

  Set<RuntimeCookie> readCookies() throws IOException {
    Path file = folder.resolve(COOKIES);
    return Files.exists(file)
        ? Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank())
            .map(RuntimeCookie::new)
            .collect(Collectors.toCollection(HashSet::new))
        : new HashSet<>();
  }

  void writeCookies(Set<RuntimeCookie> cookies) throws IOException {
    replace(
        folder.resolve(COOKIES),
        cookies.stream()
            .map(cookie -> cookie.value() + "\n")
            .sorted()
            .collect(Collectors.joining()));
  }

  /** Forgets everything: an orderly end leaves nobody. */
  void clear() throws IOException {
    for (Path file : files()) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder.resolve(COOKIES));
  }

  /** Gives the lock back. Its file stays: another runtime may just be locking it. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + NOTE)) {
      entries.forEach(files::add);
    }
    return files;
  }

  /** The id for people, the whole path as a number: it may be longer than a file name. */
  private Path file(ChildPath path) {
    byte[] hash = Hash.sha256(path.text());
    return folder.resolve(path.id() + "-" + HexFormat.of().formatHex(hash, 0, 8) + NOTE);
  }

  private void replace(Path file, String text) throws IOException {
    Path fresh = folder.resolve(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PRIVATE_FILE);
    Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
