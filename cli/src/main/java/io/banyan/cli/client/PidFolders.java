package io.banyan.cli.client;

import io.banyan.control.endpoint.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a pid file of a name is: in the runtime directory of the declaration that is meant, as
 * those of its children are; without a declaration in the user's own.
 */
public final class PidFolders {

  private static final Path DEFAULT = Path.of("application.conf");
  private static final String SUFFIX = ".pid";

  private final Map<String, String> env;
  private final Optional<Path> declaration;
  private final Function<Path, Optional<Path>> declaredDirectory;

  /**
   * @param declaration as asked for; without it {@code ./application.conf} if there is one
   * @param declaredDirectory the runtime directory of a declaration, if it is valid
   */
  public PidFolders(
      Map<String, String> env,
      Optional<Path> declaration,
      Function<Path, Optional<Path>> declaredDirectory) {
    this.env = env;
    this.declaration = declaration;
    this.declaredDirectory = declaredDirectory;
  }

  /**
   * The file that is meant.
   *
   * @param name with a slash in it: a file
   * @param create makes the folder where it is missing
   */
  public Path file(String name, boolean create) throws IOException {
    if (name.contains("/")) {
      return Path.of(name).toAbsolutePath().normalize();
    }
    Path folder = folder();
    if (create) {
      PrivateFolder.ensure(folder);
    }
    return folder.resolve(name.endsWith(SUFFIX) ? name : name + SUFFIX);
  }

  private Path folder() {
    Optional<Path> meant = declaration.or(() -> Optional.of(DEFAULT).filter(Files::isRegularFile));
    return meant.flatMap(declaredDirectory).orElseGet(() -> new RuntimePlaces(env).own());
  }
}
