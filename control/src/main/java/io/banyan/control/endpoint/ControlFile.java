package io.banyan.control.endpoint;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.engine.ProcessIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * {@code control.json}: how to reach a runtime. Written when its server listens, removed when it
 * ends; after a crash it is left behind and {@link #isLive} says no.
 *
 * @param url where the control server listens
 * @param token what callers must know
 * @param process the runtime's JVM
 * @param name of the tree
 * @param file the declaration it runs, absolute
 * @param version of Banyan
 */
public record ControlFile(
    URI url, String token, ProcessIdentity process, String name, Path file, String version) {

  /** Its name in the runtime directory. */
  public static final String NAME = "control.json";

  private static final int TOKEN_BYTES = 32;

  /** This very process. */
  public static ProcessIdentity thisProcess() {
    return RuntimeProcess.current();
  }

  /** A control file of this JVM. */
  public static ControlFile ofThisProcess(
      URI url, String token, String name, Path file, String version) {
    return new ControlFile(url, token, RuntimeProcess.current(), name, file, version);
  }

  /** A token that nobody can guess. */
  public static String newToken() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Whether the runtime that wrote it is still running. */
  public boolean isLive() {
    return RuntimeProcess.isAlive(process);
  }

  /**
   * Writes it so that readers see all of it or nothing, with mode 0600.
   *
   * @param directory made private, see {@link PrivateFolder#ensure}
   */
  public void write(Path directory) throws IOException {
    PrivateFolder.ensure(directory);
    Path draft =
        Files.createTempFile(
            directory,
            "control-",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(draft, Json.writeIndented(json()) + "\n");
      Files.move(
          draft,
          directory.resolve(NAME),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Removes the file of this runtime; one that another has written since is left. */
  public void remove(Path directory) throws IOException {
    if (read(directory).filter(this::equals).isPresent()) {
      Files.deleteIfExists(directory.resolve(NAME));
    }
  }

  /**
   * Reads the control file of a runtime directory.
   *
   * @return empty when there is none, or it is not one, or it is another user's: that user could
   *     otherwise have us send commands wherever they like
   * @throws IOException when it is there and cannot be read
   */
  public static Optional<ControlFile> read(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    try {
      if (!PrivateFolder.isOurs(file)) {
        return Optional.empty();
      }
      return parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private JsonObject json() {
    return new JsonObject()
        .put("url", url.toString())
        .put("token", token)
        .put("pid", process.pid())
        .put("startTime", process.startTime())
        .put("name", name)
        .put("file", file.toString())
        .put("version", version);
  }

  private static Optional<ControlFile> parse(String text) {
    try {
      JsonObject json = Json.parseObject(text);
      return Optional.of(
          new ControlFile(
              URI.create(json.string("url").orElseThrow()),
              json.string("token").orElseThrow(),
              new ProcessIdentity(
                  json.number("pid").orElseThrow(), json.number("startTime").orElseThrow()),
              json.string("name").orElseThrow(),
              Path.of(json.string("file").orElseThrow()),
              json.string("version").orElse("")));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Without the token: it must not get into logs. */
  @Override
  public String toString() {
    return "ControlFile[" + name + " at " + url + ", pid " + process.pid() + ", " + file + "]";
  }
}
