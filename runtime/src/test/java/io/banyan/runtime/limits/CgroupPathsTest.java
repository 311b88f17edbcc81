package io.banyan.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CgroupPathsTest {

  private static final String HYBRID =
      """
      22 1 0:20 / /proc rw - proc proc rw
      31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
      32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct
      35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:10 - cgroup cgroup rw,memory
      41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
      """;

  @Test
  void finds_the_own_group_of_each_controller() {
    CgroupPaths paths =
        CgroupPaths.parse(HYBRID, "4:memory:/box/7\n2:cpu,cpuacct:/\n0::/user.slice\n");

    assertThat(paths.single())
        .isEqualTo(
            Map.of(
                Resource.MEMORY, Path.of("/sys/fs/cgroup/memory/box/7"),
                Resource.CPU, Path.of("/sys/fs/cgroup/cpu,cpuacct")));
    assertThat(paths.unified()).contains(Path.of("/sys/fs/cgroup/unified/user.slice"));
  }

  @Test
  void finds_it_where_only_a_part_is_mounted_as_in_a_container() {
    String mounts = "35 31 0:32 /docker/ab /sys/fs/cgroup/memory\\040x ro - cgroup c rw,memory\n";

    assertThat(CgroupPaths.parse(mounts, "4:memory:/docker/ab/sub\n").single())
        .containsEntry(Resource.MEMORY, Path.of("/sys/fs/cgroup/memory x/sub"));
    assertThat(CgroupPaths.parse(mounts, "4:memory:/docker/abc\n").single()).isEmpty();
  }

  @Test
  void finds_nothing_where_there_is_nothing() {
    CgroupPaths paths = CgroupPaths.parse("odd line\n\n", "odd\n");

    assertThat(paths.single()).isEmpty();
    assertThat(paths.unified()).isEmpty();
  }
}
