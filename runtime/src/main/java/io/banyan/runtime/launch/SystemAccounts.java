package io.banyan.runtime.launch;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Users and groups from {@code /etc}, and whom these files do not know (from a directory service)
 * from {@code getent}. Nothing is kept: accounts come and go while a runtime lives.
 */
final class SystemAccounts implements Accounts {

  @Override
  public Optional<User> user(String nameOrNumber) {
    return lookUp("passwd", nameOrNumber, 7)
        .map(f -> new User(f[0], Long.parseLong(f[2]), Long.parseLong(f[3])));
  }

  @Override
  public OptionalLong group(String nameOrNumber) {
    return lookUp("group", nameOrNumber, 4)
        .map(fields -> OptionalLong.of(Long.parseLong(fields[2])))
        .orElseGet(OptionalLong::empty);
  }

  private static Optional<String[]> lookUp(String database, String key, int fields) {
    if (key.isEmpty() || key.indexOf(':') >= 0 || key.indexOf('\n') >= 0) {
      return Optional.empty();
    }
    return entry(file(database), key, fields).or(() -> entry(getent(database, key), key, fields));
  }

  /** A name goes before a number: there are users whose name is a number. */
  static Optional<String[]> entry(List<String> lines, String key, int fields) {
    List<String[]> entries =
        lines.stream()
            .map(line -> line.split(":", -1))
            .filter(entry -> entry.length == fields && entry[2].matches("\\d{1,10}"))
            .filter(entry -> fields < 7 || entry[3].matches("\\d{1,10}"))
            .toList();
    return Stream.of(0, 2)
        .flatMap(field -> entries.stream().filter(entry -> entry[field].equals(key)))
        .findFirst();
  }

  private static List<String> file(String database) {
    try {
      return Files.readAllLines(Path.of("/etc", database), StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static List<String> getent(String database, String key) {
    try {
      Process process =
          new ProcessBuilder("getent", "--", database, key)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .redirectError(Redirect.DISCARD)
              .start();
      byte[] output = process.getInputStream().readAllBytes();
      return new String(output, StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException missing) {
      return List.of();
    }
  }
}
