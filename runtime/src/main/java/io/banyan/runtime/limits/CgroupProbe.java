package io.banyan.runtime.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which control groups this runtime may make, by making the folder for them. */
final class CgroupProbe {

  private static final Logger LOG = LoggerFactory.getLogger(CgroupProbe.class);

  private CgroupProbe() {}

  /** The control groups that are allowed and work; empty when there are none. */
  static Optional<CgroupTree> find(LimitSettings settings) {
    if (!settings.allows(Mechanism.CGROUP_V2) && !settings.allows(Mechanism.CGROUP_V1)) {
      return Optional.empty();
    }
    CgroupPaths paths;
    try {
      paths =
          CgroupPaths.parse(
              Files.readString(Path.of("/proc/self/mountinfo")),
              Files.readString(Path.of("/proc/self/cgroup")));
    } catch (IOException notLinux) {
      return Optional.empty();
    }
    String name = RuntimeFolder.own().name();
    Optional<CgroupTree> unified =
        settings.allows(Mechanism.CGROUP_V2)
            ? paths.unified().flatMap(base -> unified(base, name))
            : Optional.empty();
    return unified.isEmpty() && settings.allows(Mechanism.CGROUP_V1)
        ? single(paths.single(), name)
        : unified;
  }

  /** Version 1: each controller by itself, as far as they can be had. */
  static Optional<CgroupTree> single(Map<Resource, Path> bases, String name) {
    Map<Resource, Path> roots = new EnumMap<>(Resource.class);
    bases.forEach(
        (resource, base) -> {
          RuntimeFolder.sweep(base);
          try {
            // Controllers that are mounted together share their folder.
            Path root = base.toRealPath().resolve(name);
            if (!roots.containsValue(root)) {
              Files.createDirectory(root);
            }
            roots.put(resource, root);
          } catch (IOException refused) {
            LOG.debug("No cgroup v1 for {}: {}", resource, refused.toString());
          }
        });
    return roots.isEmpty()
        ? Optional.empty()
        : Optional.of(new CgroupTree(CgroupDialect.V1, roots));
  }

  /** Version 2: what our own cgroup may hand on to those below it. */
  static Optional<CgroupTree> unified(Path base, String name) {
    RuntimeFolder.sweep(base);
    Path root = base.resolve(name);
    Map<Resource, Path> roots = new EnumMap<>(Resource.class);
    try {
      List<Resource> offered = offered(base);
      if (!offered.isEmpty()) {
        Files.createDirectory(root);
        handOnFromOwn(base, offered, base.resolve(name + RuntimeFolder.SELF));
        handOn(root, offered);
        offered.forEach(resource -> roots.put(resource, root));
      }
    } catch (IOException refused) {
      LOG.debug("No cgroup v2: {}", refused.toString());
    }
    if (roots.isEmpty()) {
      Cgroup.remove(root);
      return Optional.empty();
    }
    return Optional.of(new CgroupTree(CgroupDialect.V2, roots));
  }

  private static List<Resource> offered(Path cgroup) throws IOException {
    List<String> controllers = words(cgroup.resolve("cgroup.controllers"));
    return Stream.of(Resource.values())
        .filter(resource -> controllers.contains(resource.controller()))
        .toList();
  }

  /**
   * A cgroup that hands on controllers must not have members itself, and ours has us. Where we are
   * alone in it, it was made for us (a service or scope with {@code Delegate=yes}), and we may move
   * to one below.
   */
  private static void handOnFromOwn(Path base, List<Resource> resources, Path self)
      throws IOException {
    try {
      handOn(base, resources);
    } catch (IOException busy) {
      List<String> members = words(base.resolve(Cgroup.MEMBERS));
      if (!members.stream().allMatch(CgroupProbe::isOurs)) {
        throw busy;
      }
      Files.createDirectory(self);
      for (String member : members) {
        CgroupDialect.write(self.resolve(Cgroup.MEMBERS), member);
      }
      handOn(base, resources);
    }
  }

  private static void handOn(Path cgroup, List<Resource> resources) throws IOException {
    Path control = cgroup.resolve("cgroup.subtree_control");
    List<String> already = words(control);
    for (Resource resource : resources) {
      if (!already.contains(resource.controller())) {
        CgroupDialect.write(control, "+" + resource.controller());
      }
    }
  }

  /** Whether it is this JVM or one of its descendants. */
  private static boolean isOurs(String pid) {
    long self = ProcessHandle.current().pid();
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
    while (process.isPresent() && process.get().pid() != self) {
      process = process.get().parent();
    }
    return process.isPresent();
  }

  private static List<String> words(Path file) throws IOException {
    String text = Files.readString(file).strip();
    return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
  }
}
