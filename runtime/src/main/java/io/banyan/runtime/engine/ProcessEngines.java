package io.banyan.runtime.engine;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses and makes the launch engine. */
public final class ProcessEngines {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessEngines.class);

  private ProcessEngines() {}

  /**
   * A new engine of the kind wanted; the caller closes it.
   *
   * @throws IllegalArgumentException when there is no such kind
   * @throws IllegalStateException when the kind wanted does not work on this system
   */
  public static ProcessEngine create(EngineSettings settings) {
    List<EngineProvider> providers = providers();
    return settings.kind().equals(EngineSettings.AUTO)
        ? best(providers).create(settings)
        : named(settings.kind(), providers).create(settings);
  }

  /** What keeps each kind from working on this system, empty where it works; the best first. */
  public static Map<String, Optional<String>> obstacles() {
    Map<String, Optional<String>> obstacles = new LinkedHashMap<>();
    providers().forEach(provider -> obstacles.put(provider.kind(), provider.obstacle()));
    return obstacles;
  }

  private static EngineProvider best(List<EngineProvider> providers) {
    for (EngineProvider provider : providers) {
      Optional<String> obstacle = provider.obstacle();
      if (obstacle.isEmpty()) {
        return provider;
      }
      LOG.warn("The {} launch engine does not work here: {}", provider.kind(), obstacle.get());
    }
    throw new IllegalStateException("no launch engine works on this system");
  }

  private static EngineProvider named(String kind, List<EngineProvider> providers) {
    EngineProvider provider =
        providers.stream()
            .filter(candidate -> candidate.kind().equals(kind))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(unknown(kind, providers)));
    provider
        .obstacle()
        .ifPresent(
            obstacle -> {
              throw new IllegalStateException(
                  "banyan.engine.kind = %s does not work here: %s".formatted(kind, obstacle));
            });
    return provider;
  }

  private static String unknown(String kind, List<EngineProvider> providers) {
    String known =
        providers.stream()
            .map(EngineProvider::kind)
            .collect(Collectors.joining(", ", "auto, ", ""));
    return "banyan.engine.kind = %s is none of %s".formatted(kind, known);
  }

  /** From the class loader of this class: the thread's own may be any application's. */
  private static List<EngineProvider> providers() {
    return ServiceLoader.load(EngineProvider.class, ProcessEngines.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparingInt(EngineProvider::order))
        .toList();
  }
}
