package io.banyan.supervision.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseable;
import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Includes files, as far as a configuration may reach: nothing from the network, and nothing that
 * would never end ({@code /dev/zero}, a pipe) or would not fit. A relative name is relative to the
 * including file, also in {@code include file("…")}.
 */
final class GuardedIncluder implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL {

  private static final List<String> ENDINGS = List.of("", ".conf", ".json", ".properties");

  private final @Nullable ConfigIncluder library;

  private GuardedIncluder(@Nullable ConfigIncluder library) {
    this.library = library;
  }

  static GuardedIncluder create() {
    return new GuardedIncluder(null);
  }

  /** An include that was not followed. */
  static final class Refused extends ConfigException.Generic {
    private static final long serialVersionUID = 1L;
    private final @Nullable String file;

    Refused(@Nullable String file, String message) {
      super(message);
      this.file = file;
    }

    /** The included file that is at fault; empty when it is the including one. */
    Optional<Path> file() {
      return Optional.ofNullable(file).map(Path::of);
    }
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return new GuardedIncluder(fallback);
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    if (what.contains("://")) {
      throw refusedUrl(what);
    }
    ENDINGS.forEach(ending -> check(context, what + ending));
    if (library == null) {
      throw new Refused(null, "include is not possible here");
    }
    return library.include(context, what);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return include(context, what.getPath());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw refusedUrl(what.toString());
  }

  private static Refused refusedUrl(String url) {
    return new Refused(null, "include of " + Shown.text(url) + ": only files can be included");
  }

  private static void check(ConfigIncludeContext context, String name) {
    ConfigParseable found = context.relativeTo(name);
    String file = found == null ? null : found.origin().filename();
    if (file != null && Files.exists(Path.of(file))) {
      SourceFile.problem(Path.of(file))
          .ifPresent(
              problem -> {
                throw new Refused(file, problem.message());
              });
    }
  }
}
