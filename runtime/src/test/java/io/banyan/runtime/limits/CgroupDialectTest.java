package io.banyan.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder plays the kernel: the files are there, and nothing happens. */
class CgroupDialectTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void version_1_limits_memory_with_swap_if_it_counts_swap() throws IOException {
    offer("memory.limit_in_bytes");
    CgroupDialect.V1.limit(folder, Resource.MEMORY, 4096);
    assertThat(folder.resolve("memory.memsw.limit_in_bytes")).doesNotExist();

    offer("memory.memsw.limit_in_bytes");
    CgroupDialect.V1.limit(folder, Resource.MEMORY, 8192);

    assertThat(folder.resolve("memory.limit_in_bytes")).hasContent("8192");
    assertThat(folder.resolve("memory.memsw.limit_in_bytes")).hasContent("8192");
  }

  @Test
  void version_1_limits_the_processor_by_a_quota() throws IOException {
    offer("cpu.cfs_period_us", "cpu.cfs_quota_us");

    CgroupDialect.V1.limit(folder, Resource.CPU, 150);

    assertThat(folder.resolve("cpu.cfs_period_us")).hasContent("100000");
    assertThat(folder.resolve("cpu.cfs_quota_us")).hasContent("150000");
  }

  @Test
  void version_2_ends_all_members_together_and_does_not_swap() throws IOException {
    offer("memory.max", "memory.swap.max", "memory.oom.group", "cpu.max", "pids.max");

    CgroupDialect.V2.limit(folder, Resource.MEMORY, 4096);
    CgroupDialect.V2.limit(folder, Resource.CPU, 25);
    CgroupDialect.V2.limit(folder, Resource.PROCESSES, 7);

    assertThat(folder.resolve("memory.max")).hasContent("4096");
    assertThat(folder.resolve("memory.swap.max")).hasContent("0");
    assertThat(folder.resolve("memory.oom.group")).hasContent("1");
    assertThat(folder.resolve("cpu.max")).hasContent("25000 100000");
    assertThat(folder.resolve("pids.max")).hasContent("7");
  }

  @Test
  void both_count_what_the_kernel_has_killed() throws IOException {
    Files.writeString(folder.resolve("memory.events"), "oom 3\noom_kill 2\noom_group_kill 1\n");
    Files.writeString(
        folder.resolve("memory.oom_control"), "oom_kill_disable 0\nunder_oom 0\noom_kill 4\n");

    assertThat(CgroupDialect.V2.oomKills(folder)).isEqualTo(2);
    assertThat(CgroupDialect.V1.oomKills(folder)).isEqualTo(4);
    assertThat(CgroupDialect.V1.oomKills(folder.resolve("gone"))).isZero();
    assertThat(CgroupDialect.parseOomKills("oom_kill_disable 1\nunder_oom 0\n")).isZero();
  }

  @Test
  void a_group_without_a_limit_of_memory_never_ran_out_of_it() {
    Cgroup cgroup = new Cgroup(CgroupDialect.V1, Map.of(Resource.CPU, folder));

    assertThat(cgroup.ranOutOfMemory()).isFalse();
    assertThat(cgroup.entrances()).containsExactly(folder.resolve("cgroup.procs"));
  }

  @Test
  void a_cgroup_2_without_controllers_is_not_used_and_left_clean() throws IOException {
    offer("cgroup.controllers", "cgroup.subtree_control", "cgroup.procs");

    assertThat(CgroupProbe.unified(folder, "banyan-x")).isEmpty();
    assertThat(folder.resolve("banyan-x")).doesNotExist();
  }

  @Test
  void a_folder_of_a_dead_runtime_is_known_by_its_name() {
    RuntimeFolder own = RuntimeFolder.own();

    RuntimeFolder read = RuntimeFolder.parse(own.name()).orElseThrow();

    assertThat(read).isEqualTo(own);
    assertThat(RuntimeFolder.parse(own.name() + RuntimeFolder.SELF)).contains(own);
    assertThat(RuntimeFolder.parse("banyan-1-2")).isEmpty();
    assertThat(read.isStale(own.namespace(), pid -> Optional.of(own.startTime()))).isFalse();
    assertThat(read.isStale(own.namespace(), pid -> Optional.of(own.startTime() + 1))).isTrue();
    assertThat(read.isStale(own.namespace(), pid -> Optional.empty())).isTrue();
    assertThat(read.isStale("another", pid -> Optional.empty())).isFalse();
  }

  @Test
  void what_dead_runtimes_left_is_removed() throws IOException {
    RuntimeFolder own = RuntimeFolder.own();
    RuntimeFolder dead =
        new RuntimeFolder(own.pid(), own.startTime() + 1, own.namespace(), "0abcdef0");
    Files.createDirectories(folder.resolve(dead.name()).resolve("1-web"));
    Files.createDirectories(folder.resolve(own.name()).resolve("1-web"));
    Files.createDirectories(folder.resolve("banyan-strange"));

    RuntimeFolder.sweep(folder);

    assertThat(folder.resolve(dead.name())).doesNotExist();
    assertThat(folder.resolve(own.name()).resolve("1-web")).exists();
    assertThat(folder.resolve("banyan-strange")).exists();
  }

  private void offer(String... files) throws IOException {
    for (String file : files) {
      Files.writeString(folder.resolve(file), "");
    }
  }
}
