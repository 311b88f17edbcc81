package io.banyan.runtime.limits;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the control groups of this process are in the file system. New ones belong below them: so
 * the limits of the runtime itself, set by whoever started it, hold for its children too.
 *
 * @param unified its cgroup of version 2
 * @param single its cgroup of version 1 for each resource whose controller is mounted
 */
record CgroupPaths(Optional<Path> unified, Map<Resource, Path> single) {

  CgroupPaths {
    single = Map.copyOf(single);
  }

  /**
   * Reads them.
   *
   * @param mounts text of {@code /proc/self/mountinfo}
   * @param membership text of {@code /proc/self/cgroup}
   */
  static CgroupPaths parse(String mounts, String membership) {
    List<Mount> all = mounts.lines().map(Mount::parse).flatMap(Optional::stream).toList();
    Map<Resource, Path> single = new EnumMap<>(Resource.class);
    for (Resource resource : Resource.values()) {
      find(all, membership, resource.controller()).ifPresent(path -> single.put(resource, path));
    }
    return new CgroupPaths(find(all, membership, ""), single);
  }

  /** Of the hierarchy with this controller; that of version 2 has none in its line. */
  private static Optional<Path> find(List<Mount> mounts, String membership, String controller) {
    return membership
        .lines()
        .map(line -> line.split(":", 3))
        .filter(parts -> parts.length == 3)
        .filter(parts -> Arrays.asList(parts[1].split(",")).contains(controller))
        .findFirst()
        .flatMap(
            parts ->
                mounts.stream()
                    .filter(mount -> mount.has(controller))
                    .flatMap(mount -> mount.resolve(parts[2]).stream())
                    .findFirst());
  }

  /**
   * One mounted hierarchy.
   *
   * @param root which of its cgroups is mounted
   * @param point where
   */
  private record Mount(String root, String point, String type, List<String> options) {

    /** {@code 36 25 0:30 /root /point rw,… shared:1 - cgroup cgroup rw,memory}. */
    static Optional<Mount> parse(String line) {
      String[] halves = line.split(" - ", 2);
      String[] left = halves[0].split(" ");
      String[] right = halves.length == 2 ? halves[1].split(" ") : new String[0];
      if (left.length < 5 || right.length < 3 || !right[0].startsWith("cgroup")) {
        return Optional.empty();
      }
      return Optional.of(
          new Mount(unescape(left[3]), unescape(left[4]), right[0], List.of(right[2].split(","))));
    }

    boolean has(String controller) {
      return controller.isEmpty()
          ? type.equals("cgroup2")
          : type.equals("cgroup") && options.contains(controller);
    }

    /** Empty when the cgroup lies outside of what is mounted. */
    Optional<Path> resolve(String cgroup) {
      if (root.equals("/")) {
        return Optional.of(Path.of(point, cgroup));
      }
      if (cgroup.equals(root) || cgroup.startsWith(root + "/")) {
        return Optional.of(Path.of(point, cgroup.substring(root.length())));
      }
      return Optional.empty();
    }

    private static String unescape(String text) {
      return text.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }
  }
}
