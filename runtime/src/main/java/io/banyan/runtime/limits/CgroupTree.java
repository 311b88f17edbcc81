package io.banyan.runtime.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The control groups of one runtime, below one folder of its own. Safe from any thread. */
final class CgroupTree {

  private static final int LONGEST_NAME = 60;

  private final CgroupDialect dialect;
  private final Map<Resource, Path> roots;
  private final AtomicLong made = new AtomicLong();

  /**
   * @param roots the folder of this runtime for each resource that can be limited
   */
  CgroupTree(CgroupDialect dialect, Map<Resource, Path> roots) {
    this.dialect = dialect;
    this.roots = Map.copyOf(roots);
  }

  Mechanism mechanism() {
    return dialect.mechanism();
  }

  boolean limits(Resource resource) {
    return roots.containsKey(resource);
  }

  /** Makes a cgroup with these limits, all of resources that it {@link #limits}. */
  Cgroup make(String name, Map<Resource, Long> limits) throws IOException {
    String file = made.incrementAndGet() + "-" + harmless(name);
    Map<Resource, Path> folders = new EnumMap<>(Resource.class);
    for (Resource resource : limits.keySet()) {
      folders.put(resource, root(resource).resolve(file));
    }
    Cgroup cgroup = new Cgroup(dialect, folders);
    try {
      for (Path folder : new LinkedHashSet<>(folders.values())) {
        Files.createDirectory(folder);
      }
      for (Map.Entry<Resource, Long> limit : limits.entrySet()) {
        dialect.limit(root(limit.getKey()).resolve(file), limit.getKey(), limit.getValue());
      }
      return cgroup;
    } catch (IOException failed) {
      cgroup.remove();
      throw failed;
    }
  }

  /** Removes the folder of the runtime; what still has members is left to a later runtime. */
  boolean remove() {
    boolean removed = true;
    for (Path root : new LinkedHashSet<>(roots.values())) {
      removed &= Cgroup.remove(root);
    }
    return removed;
  }

  private Path root(Resource resource) throws IOException {
    Path root = roots.get(resource);
    if (root == null) {
      throw new IOException("no control group for " + resource);
    }
    return root;
  }

  private static String harmless(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9_#-]", "_");
    return safe.substring(0, Math.min(LONGEST_NAME, safe.length()));
  }
}
