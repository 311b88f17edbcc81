package io.banyan.control.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.ResourceUsage;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import io.banyan.runtime.inspect.ProcessInfo;
import io.banyan.runtime.inspect.ProcessSummary;
import io.banyan.runtime.inspect.ProcessUsage;
import io.banyan.runtime.proc.ResourceLimit;
import io.banyan.runtime.usage.Usage;
import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Path;
import io.banyan.tony.diff.Diff;
import io.banyan.tony.match.Query;
import io.banyan.tony.patch.Patch;
import io.banyan.tony.text.TonyReader;
import io.banyan.tony.text.TonyWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VirtualDocumentTest {

  private static final Instant START = Instant.parse("2024-01-15T10:00:00Z");
  private static final ChildPath WEB = new ChildPath("web");
  private static final ChildPath OTHER = new ChildPath("workers/web");

  private final TonyReader reader = new TonyReader();
  private final VirtualDocument virtual = new VirtualDocument();
  private long sequence;

  private void tell(ProcessEvent event) {
    sequence++;
    virtual.accept(new RecordedEvent(sequence, START.plusSeconds(sequence), event));
  }

  private void declare(ChildPath path) {
    tell(
        new ProcessEvent.ProcessDeclared(
            path, false, "permanent", List.of("/usr/sbin/nginx", "-g", "daemon off;")));
  }

  private void launch(ChildPath path, int incarnation, long pid) {
    tell(new ProcessEvent.Starting(path, incarnation));
    tell(new ProcessEvent.Launched(path, incarnation, new ProcessIdentity(pid, 10 * pid)));
    tell(new ProcessEvent.Ready(path, incarnation));
  }

  private void end(ChildPath path, int incarnation, Outcome outcome, ExitStatus status) {
    ProcessExit exit = new ProcessExit(status, ResourceUsage.UNKNOWN);
    tell(new ProcessEvent.Ended(path, incarnation, outcome, Optional.of(exit), Optional.empty()));
  }

  private static ProcessInfo info(long pid, long group, String state) {
    ProcessSummary summary =
        new ProcessSummary(
            new ProcessIdentity(pid, 10 * pid),
            1,
            OptionalLong.of(group),
            "nginx",
            state,
            List.of("nginx"),
            OptionalLong.of(1000),
            new ProcessUsage(0, 4096, 1_048_576, 3),
            Optional.of(START),
            0);
    return new ProcessInfo(
        summary,
        OptionalLong.empty(),
        OptionalLong.of(1001),
        new ProcessInfo.Places(Optional.of("/var/www"), Optional.of("/usr/sbin/nginx")),
        Optional.of(new TreeMap<>(Map.of("HOME", "/root"))),
        new ProcessInfo.Times(
            Duration.ofMillis(1230), Duration.ofMillis(450), Optional.empty(), Optional.empty()),
        Optional.of(new TreeMap<>(Map.of(0, "/dev/null", 1, "/var/log/a"))),
        List.of(
            new ResourceLimit("open-files", OptionalLong.of(1024), OptionalLong.empty(), "files"),
            new ResourceLimit("processes", OptionalLong.empty(), OptionalLong.empty(), "")));
  }

  private Node at(String path) {
    Node found = Path.of(path).in(virtual.state().document());
    return found == null ? Node.of("nothing at " + path) : found;
  }

  @Test
  void nothing_is_an_empty_document() {
    assertThat(virtual.state().sequence()).isZero();
    assertThat(virtual.state().document())
        .isEqualTo(
            reader.read(
                """
                proc:
                  processes: !key(id) []
                  stats: {total_processes: 0, running: 0, sleeping: 0, zombie: 0, total_memory: 0}
                  process_groups: !key(pgid) []
                """));
  }

  @Test
  void a_process_has_every_field_before_anything_is_known_of_it() {
    declare(WEB);
    assertThat(at("proc.processes[0]"))
        .isEqualTo(
            reader.read(
                """
                id: web
                path: web
                pid: null
                name: nginx
                state: initialized
                cmdline: [/usr/sbin/nginx, -g, daemon off;]
                launchedAt: null
                exitedAt: null
                exitCode: null
                reason: null
                incarnation: 0
                restarts: 0
                ppid: null
                uid: null
                gid: null
                cwd: null
                exe: null
                environ: null
                stat: {utime: null, stime: null, cutime: null, cstime: null, starttime: null,
                  vsize: null, rss: null, num_threads: null}
                fd: []
                limits: {max_open_files: null, max_processes: null}
                """
                    .replace("daemon off;", "\"daemon off;\"")));
  }

  @Test
  void what_the_system_tells_is_in_it_as_long_as_that_process_lives() {
    declare(WEB);
    launch(WEB, 1, 1234);
    virtual.inspected(info(1234, 1234, "sleeping"));
    assertThat(at("proc.processes[0]"))
        .satisfies(process -> assertThat(fits(process, "pid: 1234\nstate: running")).isTrue())
        .satisfies(
            process ->
                assertThat(
                        fits(
                            process,
                            """
                            ppid: 1
                            uid: 1000
                            gid: 1001
                            cwd: /var/www
                            exe: /usr/sbin/nginx
                            environ: {HOME: /root}
                            launchedAt: "2024-01-15T10:00:02Z"
                            stat: {utime: 123, stime: 45, starttime: 12340, vsize: 1048576,
                              rss: 4096, num_threads: 3}
                            fd: {fd: 1, path: /var/log/a}
                            limits: {max_open_files: 1024}
                            """))
                    .isTrue());
    tell(new ProcessEvent.Sampled(WEB, 1, new Usage(1, 8192, 1, 9000, 2)));
    assertThat(at("proc.processes[0].stat.rss")).isEqualTo(Node.of(8192));

    end(WEB, 1, Outcome.KILLED, new ExitStatus.Signaled(Signal.KILL, false));
    assertThat(
            fits(
                at("proc.processes[0]"),
                "state: killed\nexitCode: 137\nexitedAt: \"2024-01-15T10:00:06Z\""
                    + "\nfd: !irtype []\nstat: {rss: !irtype null, utime: !irtype null}"
                    + "\npid: !irtype null\ncwd: !irtype null"))
        .isTrue();
    virtual.inspected(info(1234, 1234, "sleeping"));
    assertThat(at("proc.processes[0].cwd")).isEqualTo(Node.none());
  }

  private boolean fits(Node node, String pattern) {
    return Query.of(reader.read(pattern)).matches(node);
  }

  @Test
  void statistics_and_groups_follow() {
    declare(WEB);
    declare(OTHER);
    launch(WEB, 1, 10);
    launch(OTHER, 1, 11);
    virtual.inspected(info(10, 10, "sleeping"));
    virtual.inspected(info(11, 10, "running"));
    assertThat(at("proc.stats"))
        .isEqualTo(
            reader.read(
                "{total_processes: 2, running: 1, sleeping: 1, zombie: 0, total_memory: 8192}"));
    assertThat(at("proc.process_groups"))
        .isEqualTo(
            reader.read(
                """
                !key(pgid)
                - pgid: 10
                  processes: !key(id)
                  - {id: web, pid: 10, name: nginx}
                  - {id: workers/web, pid: 11, name: nginx}
                """));
    end(WEB, 1, Outcome.EXITED, new ExitStatus.Exited(0));
    tell(new ProcessEvent.Undeclared(OTHER));
    assertThat(at("proc.stats.total_processes")).isEqualTo(Node.of(0));
    assertThat(at("proc.stats.total_memory")).isEqualTo(Node.of(0));
    assertThat(at("proc.process_groups")).isEqualTo(reader.read("!key(pgid) []"));
    assertThat(((ListNode) at("proc.processes")).size()).isOne();
  }

  @Test
  void a_child_whose_id_another_has_is_known_by_its_path() {
    declare(WEB);
    declare(OTHER);
    assertThat(at("proc.processes[1].id")).isEqualTo(Node.of("workers/web"));
    tell(new ProcessEvent.Undeclared(WEB));
    declare(WEB);
    assertThat(at("proc.processes[1].id")).isEqualTo(Node.of("web"));
  }

  @Test
  void what_a_fact_does_not_change_is_the_same_object() {
    declare(WEB);
    declare(OTHER);
    launch(WEB, 1, 10);
    virtual.inspected(info(10, 10, "sleeping"));
    ObjectNode before = (ObjectNode) at("proc.processes[0]");
    Node other = at("proc.processes[1]");
    tell(new ProcessEvent.Sampled(WEB, 1, new Usage(1, 8192, 1, 9000, 2)));
    ObjectNode after = (ObjectNode) at("proc.processes[0]");
    assertThat(after).isNotEqualTo(before);
    assertThat(after.get("environ")).isSameAs(before.get("environ"));
    assertThat(after.get("fd")).isSameAs(before.get("fd"));
    assertThat(after.get("cmdline")).isSameAs(before.get("cmdline"));
    assertThat(at("proc.processes[1]")).isSameAs(other);
    tell(new ProcessEvent.Sampled(WEB, 1, new Usage(2, 8192, 2, 9500, 2)));
    assertThat(at("proc.processes[0]")).isSameAs(after);
    assertThat(virtual.state().sequence()).isEqualTo(sequence);
  }

  @Test
  void the_diff_of_a_kill_is_the_one_that_is_printed() {
    declare(WEB);
    launch(WEB, 1, 1234);
    Node before = virtual.state().document();
    end(WEB, 1, Outcome.KILLED, new ExitStatus.Signaled(Signal.KILL, false));
    Node diff = Diff.of(before, virtual.state().document()).orElseThrow();
    assertThat(TonyWriter.write(diff))
        .startsWith(
            """
            proc:
              processes: !key(id)
              - id: web
                pid: !replace
                  from: 1234
                  to: null
                state: !replace
                  from: running
                  to: killed
                exitedAt: "2024-01-15T10:00:05Z"
                exitCode: 137
            """);
  }

  @Test
  void every_diff_of_a_storm_makes_the_next_document_of_the_last_one() {
    Random random = new Random(7);
    Node copy = virtual.state().document();
    for (int i = 0; i < 2_000; i++) {
      ChildPath path = new ChildPath("p" + random.nextInt(20));
      storm(random, path, i);
      Node now = virtual.state().document();
      Node before = copy;
      copy = Diff.of(copy, now).map(diff -> Patch.of(diff).apply(before)).orElse(copy);
      assertThat(copy).isEqualTo(now);
    }
  }

  private void storm(Random random, ChildPath path, int round) {
    switch (random.nextInt(6)) {
      case 0 -> declare(path);
      case 1, 2 -> launch(path, round + 1, 100 + round);
      case 3 -> end(path, round + 1, Outcome.EXITED, new ExitStatus.Exited(random.nextInt(3)));
      case 4 -> virtual.inspected(info(100 + random.nextInt(round + 1), 7, "sleeping"));
      default -> tell(new ProcessEvent.Undeclared(path));
    }
  }
}
