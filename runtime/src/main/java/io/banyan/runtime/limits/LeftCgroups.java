package io.banyan.runtime.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The control groups that runtimes have left that were killed. */
public final class LeftCgroups {

  private LeftCgroups() {}

  /** Their folders, beside that of this process. */
  public static List<Path> find() {
    List<Path> found = new ArrayList<>();
    bases().forEach(base -> found.addAll(RuntimeFolder.stale(base)));
    return found;
  }

  /** Removes them. What still has members stays. */
  public static void remove() {
    bases().forEach(RuntimeFolder::sweep);
  }

  private static Set<Path> bases() {
    Set<Path> bases = new LinkedHashSet<>();
    try {
      CgroupPaths paths =
          CgroupPaths.parse(
              Files.readString(Path.of("/proc/self/mountinfo")),
              Files.readString(Path.of("/proc/self/cgroup")));
      paths.unified().ifPresent(bases::add);
      bases.addAll(paths.single().values());
    } catch (IOException notLinux) {
      return Set.of();
    }
    return bases;
  }
}
