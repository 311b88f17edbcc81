package io.banyan.runtime.limits;

import java.util.LinkedHashMap;
import java.util.Map;

/** What would keep limits on this system. */
public final class LimitMeans {

  private LimitMeans() {}

  /**
   * By the name of what is limited: {@code memory}, {@code cpu}, {@code processes}. Makes a control
   * group for it and removes that again.
   *
   * @throws IllegalStateException when the mechanism that is wanted does not work here
   */
  public static Map<String, Mechanism> find(LimitSettings settings) {
    SystemLimits limits = SystemLimits.start(settings);
    try {
      Map<String, Mechanism> means = new LinkedHashMap<>();
      for (Resource resource : Resource.values()) {
        Mechanism otherwise =
            resource == Resource.PROCESSES ? Mechanism.RLIMIT : Mechanism.SAMPLING;
        means.put(resource.toString(), limits.keeper(resource, otherwise));
      }
      return means;
    } finally {
      limits.close();
    }
  }
}
