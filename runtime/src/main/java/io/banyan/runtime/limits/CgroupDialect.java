package io.banyan.runtime.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The files of control groups, which differ between the versions. */
enum CgroupDialect {
  V1(Mechanism.CGROUP_V1) {
    @Override
    void limit(Path folder, Resource resource, long value) throws IOException {
      switch (resource) {
        case MEMORY -> {
          write(folder.resolve("memory.limit_in_bytes"), Long.toString(value));
          // Memory together with swap; not there when the kernel does not account for swap.
          writeIfThere(folder.resolve("memory.memsw.limit_in_bytes"), Long.toString(value));
        }
        case CPU -> {
          write(folder.resolve("cpu.cfs_period_us"), Long.toString(PERIOD_MICROS));
          write(folder.resolve("cpu.cfs_quota_us"), Long.toString(quota(value)));
        }
        case PROCESSES -> write(folder.resolve("pids.max"), Long.toString(value));
      }
    }

    @Override
    long oomKills(Path folder) {
      return count(folder.resolve("memory.oom_control"));
    }
  },
  V2(Mechanism.CGROUP_V2) {
    @Override
    void limit(Path folder, Resource resource, long value) throws IOException {
      switch (resource) {
        case MEMORY -> {
          write(folder.resolve("memory.max"), Long.toString(value));
          writeIfThere(folder.resolve("memory.swap.max"), "0");
          writeIfThere(folder.resolve("memory.oom.group"), "1");
        }
        case CPU -> write(folder.resolve("cpu.max"), quota(value) + " " + PERIOD_MICROS);
        case PROCESSES -> write(folder.resolve("pids.max"), Long.toString(value));
      }
    }

    @Override
    long oomKills(Path folder) {
      return count(folder.resolve("memory.events"));
    }
  };

  private static final long PERIOD_MICROS = 100_000;

  private final Mechanism mechanism;

  CgroupDialect(Mechanism mechanism) {
    this.mechanism = mechanism;
  }

  Mechanism mechanism() {
    return mechanism;
  }

  /** Sets a limit: bytes, percent of one core, or a number of processes. */
  abstract void limit(Path folder, Resource resource, long value) throws IOException;

  /** How many processes of the cgroup the kernel has killed for want of memory. */
  abstract long oomKills(Path folder);

  static void write(Path file, String value) throws IOException {
    Files.writeString(file, value, StandardOpenOption.WRITE);
  }

  static long parseOomKills(String events) {
    return events
        .lines()
        .filter(line -> line.startsWith("oom_kill "))
        .mapToLong(line -> Long.parseLong(line.substring("oom_kill ".length()).strip()))
        .findFirst()
        .orElse(0);
  }

  private static void writeIfThere(Path file, String value) throws IOException {
    if (Files.exists(file)) {
      write(file, value);
    }
  }

  private static long count(Path file) {
    try {
      return parseOomKills(Files.readString(file));
    } catch (IOException gone) {
      return 0;
    }
  }

  private static long quota(long percent) {
    return PERIOD_MICROS * percent / 100;
  }
}
