package io.banyan.supervision.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a HOCON file into a tree that can be started, or tells everything that is wrong with it.
 *
 * <p>Defaults come from the {@code reference.conf} of the modules. Nothing is written and nothing
 * is started; the only files read are the one given, those it includes, and those its {@code
 * env-file} keys name. Whatever is in them, no exception comes out of here.
 */
public final class DeclarationLoader {

  private static final String ROOT = "banyan";

  private final Path file;
  private final Map<String, String> environment;
  private final List<Section> sections;
  private final Mistakes mistakes;
  private final Config reference = ConfigFactory.defaultReferenceUnresolved(loader());

  private DeclarationLoader(
      Path file, Map<String, String> environment, List<Section> sections, Mistakes mistakes) {
    this.file = file.toAbsolutePath().normalize();
    this.environment = environment;
    this.sections = sections;
    this.mistakes = mistakes;
  }

  /**
   * Reads a file. Takes milliseconds and blocks on the disk: not for an actor's thread.
   *
   * @param file what {@code banyan} is told to run; mistakes name it as it is given here
   * @param environment variables, for substitutions and for the defaults they set
   * @param sections the keys below {@code banyan} that other modules own
   */
  public static LoadResult load(
      Path file, Map<String, String> environment, List<Section> sections) {
    Mistakes mistakes = new Mistakes(file);
    try {
      Optional<TreeDeclaration> loaded =
          new DeclarationLoader(file, environment, sections, mistakes).load();
      if (loaded.isPresent()) {
        return new LoadResult.Loaded(loaded.get());
      }
    } catch (StackOverflowError | OutOfMemoryError e) {
      // The parser recurses as deeply as the file nests, and substitutions double what they repeat:
      // both are the file's doing, and unwinding to here gives back all that they took.
      mistakes.add(
          mistakes.wholeFile(), "", "nests too deeply, or its substitutions grow too large");
    }
    return new LoadResult.Invalid(mistakes.found());
  }

  private Optional<TreeDeclaration> load() {
    Optional<SourceFile.Problem> problem = SourceFile.problem(file);
    if (problem.isPresent()) {
      Location at = new Location(wholeFile().file(), problem.get().line());
      mistakes.add(at, "", problem.get().message());
      return Optional.empty();
    }
    Resolution resolution = new Resolution(reference.resolve(), environment);
    Optional<Config> parsed = attempt(this::parse);
    Optional<Config> user = parsed.flatMap(p -> attempt(() -> resolution.resolve(p, mistakes)));
    Optional<BanyanReader.Read> read = user.flatMap(this::read);
    if (read.isEmpty() || !mistakes.isEmpty()) {
      return Optional.empty();
    }
    return attempt(() -> resolution.resolveAll(parsed.orElseThrow(), reference))
        .map(all -> declaration(read.get(), all));
  }

  private TreeDeclaration declaration(BanyanReader.Read read, Config resolved) {
    return new TreeDeclaration(
        read.name(),
        file,
        read.directories(),
        read.tree(),
        read.monitor(),
        read.above().withFallback(resolved));
  }

  private Config parse() {
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setAllowMissing(false)
            .setSyntax(ConfigSyntax.CONF)
            .setIncluder(GuardedIncluder.create());
    return ConfigFactory.parseFile(file.toFile(), options);
  }

  private Optional<BanyanReader.Read> read(Config user) {
    boolean misspelled = tellMisspelledRoot(user);
    ObjectReader defaults = ObjectReader.of(reference.resolve().root(), "", mistakes);
    ObjectReader root = ObjectReader.of(user.root(), "", mistakes).withDefaults(defaults);
    if (!root.hasOwn(ROOT)) {
      if (!misspelled) {
        mistakes.add(mistakes.wholeFile(), ROOT, "is missing: the key that holds the tree");
      }
      return Optional.empty();
    }
    Path folder = Optional.ofNullable(file.getParent()).orElse(file);
    BanyanReader reader = new BanyanReader(folder, environment, sections, mistakes);
    int before = mistakes.told();
    ObjectReader banyan = root.object(ROOT);
    return mistakes.told() == before ? reader.read(banyan) : Optional.empty();
  }

  /** Keys of the root belong to whom they like, but not those one slip away from ours. */
  private boolean tellMisspelledRoot(Config user) {
    boolean found = false;
    for (Map.Entry<String, ConfigValue> entry : user.root().entrySet()) {
      String key = entry.getKey();
      if (!key.equals(ROOT) && Spelling.distance(key, ROOT) <= 1) {
        found = true;
        mistakes.add(
            mistakes.locate(entry.getValue().origin()), key, "unknown key; did you mean banyan?");
      }
    }
    return found;
  }

  /** What the library makes of the file; its complaint becomes a mistake. */
  private Optional<Config> attempt(Supplier<Config> step) {
    try {
      return Optional.of(step.get());
    } catch (GuardedIncluder.Refused e) {
      Location at = e.file().map(f -> new Location(mistakes.display(f), 0)).orElse(wholeFile());
      mistakes.add(at, "", String.valueOf(e.getMessage()));
    } catch (ConfigException.IO e) {
      Location at = e.origin() == null ? wholeFile() : mistakes.locate(e.origin());
      mistakes.add(at, "", "there is no such file, or it cannot be read");
    } catch (ConfigException e) {
      ConfigOrigin origin = e.origin();
      String message = String.valueOf(e.getMessage());
      String prefix = origin == null ? "" : origin.description() + ": ";
      mistakes.add(
          origin == null ? wholeFile() : mistakes.locate(origin),
          "",
          message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    } catch (RuntimeException e) {
      // The library has corners where it trips over strange input with exceptions of the JDK.
      mistakes.add(wholeFile(), "", "cannot be understood: " + e);
    }
    return Optional.empty();
  }

  private Location wholeFile() {
    return mistakes.wholeFile();
  }

  private static ClassLoader loader() {
    return DeclarationLoader.class.getClassLoader();
  }
}
