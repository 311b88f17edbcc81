package io.banyan.runtime.inspect;

import static io.banyan.runtime.inspect.Summaries.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProcessSearchTest {

  private static final ProcessSummary INIT = process(1, 0, "init");
  private static final ProcessSummary WEB = process(10, 1, "web");
  private static final ProcessSummary WORKER = process(12, 10, "web-worker");
  private static final ProcessSummary DEEP = process(13, 12, "convert");
  private static final ProcessSummary OTHER = process(20, 1, "web");

  private final ProcessSearch search = new ProcessSearch(List.of(OTHER, DEEP, WORKER, WEB, INIT));

  @Test
  void a_name_means_all_that_are_called_so_the_oldest_first() {
    assertThat(search.byName("web")).containsExactly(WEB, OTHER);
    assertThat(search.byName("web*")).containsExactly(WEB, WORKER, OTHER);
    assertThat(search.byName("w.b")).isEmpty();
  }

  @Test
  void a_name_that_the_system_cuts_is_found_whole() {
    ProcessSummary cut =
        new ProcessSummary(
            new ProcessIdentity(30, 300),
            1,
            OptionalLong.empty(),
            "a-very-long-nam",
            "sleeping",
            List.of("/usr/bin/a-very-long-name"),
            OptionalLong.empty(),
            ProcessUsage.NONE,
            java.util.Optional.empty(),
            0);

    assertThat(new ProcessSearch(List.of(cut)).byName("a-very-long-name")).containsExactly(cut);
  }

  @Test
  void a_zombie_is_not_found_by_its_name() {
    ProcessSummary zombie = process(new ProcessIdentity(40, 400), 1, 40, "web", "zombie");

    assertThat(new ProcessSearch(List.of(zombie)).byName("web")).isEmpty();
  }

  @Test
  void children_are_one_generation() {
    assertThat(search.children(10)).containsExactly(WORKER);
    assertThat(search.children(1)).containsExactly(WEB, OTHER);
    assertThat(search.children(99)).isEmpty();
  }

  @Test
  void descendants_come_before_their_parents() {
    assertThat(search.childrenFirst(WEB.identity())).containsExactly(DEEP, WORKER, WEB);
    assertThat(search.childrenFirst(new ProcessIdentity(10, 99))).isEmpty();
  }

  @Test
  void an_orphan_is_found_by_its_group() {
    ProcessSummary orphan = process(new ProcessIdentity(14, 140), 1, 10, "lost", "sleeping");
    ProcessSummary older = process(new ProcessIdentity(15, 5), 1, 10, "stranger", "sleeping");
    ProcessSearch with = new ProcessSearch(List.of(INIT, WEB, orphan, older));

    assertThat(with.childrenFirst(WEB.identity())).containsExactly(orphan, WEB);
  }

  @Test
  void ancestors_go_up_to_the_first() {
    assertThat(search.ancestors(13)).containsExactly(13L, 12L, 10L, 1L);
  }

  @Test
  void facts_of_different_moments_make_no_endless_circle() {
    ProcessSummary one = process(50, 51, "one");
    ProcessSummary other = process(51, 50, "other");
    ProcessSearch circle = new ProcessSearch(List.of(one, other));

    assertThat(circle.childrenFirst(one.identity())).containsExactly(other, one);
    assertThat(circle.ancestors(50)).containsExactly(50L, 51L);
  }
}
