package io.banyan.supervision.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.fixture.OsFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JVMs of their own are killed with SIGKILL; the operating system tells how many copies there are.
 */
class AdoptionIT {

  private static final int ROUNDS = 8;

  @TempDir Path folder = Path.of("set by JUnit");
  private final String marker = "MARKER=" + UUID.randomUUID();
  private final List<HostProcess> hosts = new ArrayList<>();

  @BeforeEach
  void needsSetsid() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "no setsid on this system");
    assumeTrue(Files.isReadable(Path.of("/proc/self/environ")), "no /proc on this system");
  }

  @AfterEach
  void end() {
    hosts.forEach(HostProcess::kill);
    Await.until(
        "the end of all",
        () -> {
          marked("")
              .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
          return marked("").isEmpty();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "portable"})
  void what_outlives_its_runtime_is_adopted_and_what_does_not_is_not(String engine)
      throws IOException {
    write(
        engine,
        """
        { id = talker, command = "i=0; while :; do i=$((i+1)); echo $i; sleep 0.05; done" }
        { id = clean, command = "exec env -i sleep 1000" }
        { id = guarded, on-runtime-death = kill, command = "exec sleep 1000" }
        """);
    HostProcess first = host().ready();
    long talker = first.pid("launched talker#1");
    long clean = first.pid("launched clean#1");
    long guarded = first.pid("launched guarded#1");

    first.kill();
    Await.until("the end of what is guarded", () -> !OsFacts.isAlive(guarded));
    long written = Files.size(log("talker"));
    Await.until("more output", () -> size(log("talker")) > written + 20);
    assertThat(List.of(talker, clean)).allMatch(OsFacts::isAlive);

    HostProcess second = host().ready();
    assertThat(second.pid("adopted talker#1")).isEqualTo(talker);
    assertThat(second.pid("adopted clean#1")).isEqualTo(clean);
    assertThat(second.pid("launched guarded#1")).isNotEqualTo(guarded);
    Await.until(
        "lines from before, between and now",
        () -> {
          second.order("lines talker");
          return second.said().contains("line talker 1")
              && second.said().contains("line talker 60");
        });
    assertThat(leaders("talker")).containsExactly(talker);

    second.order("down");
    second.await("closed");
    assertThat(marked("")).isEmpty();
    assertThat(OsFacts.isAlive(clean)).isFalse();
    assertThat(notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "portable"})
  void what_was_adopted_and_ends_is_restarted(String engine) throws IOException {
    write(engine, "{ id = web, command = \"exec sleep 1000\" }");
    HostProcess first = host().ready();
    long web = first.pid("launched web#1");
    first.kill();
    HostProcess second = host().ready();
    assertThat(second.pid("adopted web#1")).isEqualTo(web);

    ProcessHandle.of(web).orElseThrow().destroy();

    second.await("ended web#1 FAILED");
    awaitOnly("web", second.pid("launched web#2"));
    second.kill();
    assertThat(host().ready().pid("adopted web#2")).isEqualTo(second.pid("launched web#2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "portable"})
  void what_was_adopted_is_stopped_with_all_it_has_started(String engine) throws IOException {
    write(
        engine,
        """
        { id = deaf, shutdown = 300ms, command = "trap '' TERM; \
        (trap '' TERM; sleep 1000) & setsid sleep 1000 & while :; do sleep 1; done" }
        """);
    HostProcess first = host().ready();
    Await.until("the whole family", () -> marked("deaf").size() >= 4);
    first.kill();
    HostProcess second = host().ready();

    second.order("stop deaf");

    assertThat(second.await("result")).contains("ForceKilled");
    second.await("ended deaf#1 KILLED");
    assertThat(marked("deaf")).isEmpty();
    second.kill();
    assertThat(host().ready().pid("launched deaf#1")).isPositive();
  }

  @Test
  void what_is_declared_otherwise_is_ended_first() throws IOException {
    write(
        "auto",
        """
        { id = same, command = "exec sleep 1000" }
        { id = changed, command = "exec sleep 1000" }
        { id = removed, command = "exec sleep 1000" }
        { id = guarded, command = "exec sleep 1000" }
        """);
    HostProcess first = host().ready();
    List<Long> unwanted =
        Stream.of("changed", "removed", "guarded")
            .map(id -> first.pid("launched " + id + "#1"))
            .toList();
    first.kill();

    write(
        "auto",
        """
        { id = same, command = "exec sleep 1000" }
        { id = changed, command = "exec sleep 1001" }
        { id = guarded, command = "exec sleep 1000", on-runtime-death = kill }
        """);
    HostProcess second = host().ready();

    assertThat(unwanted).noneMatch(OsFacts::isAlive);
    List<String> said = second.said();
    assertThat(said.indexOf("ended changed#1 STOPPED ")).isNotNegative();
    assertThat(said.indexOf("ended changed#1 STOPPED "))
        .isLessThan(said.indexOf("launched changed#2 " + second.pid("launched changed#2")));
    assertThat(said).contains("ended removed#1 STOPPED ", "ended guarded#1 STOPPED ");
    assertThat(second.pid("adopted same#1")).isEqualTo(first.pid("launched same#1"));
    assertThat(marked("removed")).isEmpty();
    awaitOnly("guarded", second.pid("launched guarded#2"));
  }

  @Test
  void what_was_just_being_launched_is_ended_first_whatever_is_declared() throws IOException {
    write("auto", "{ id = web, escaped = leave, command = \"exec sleep 1000\" }");
    HostProcess first = host().ready();
    long web = first.pid("launched web#1");
    first.kill();
    for (Path note : notes()) {
      Files.writeString(note, Files.readString(note).replaceAll("\"pid\":\\d+,", ""));
    }

    HostProcess second = host().ready();

    assertThat(OsFacts.isAlive(web)).isFalse();
    awaitOnly("web", second.pid("launched web#2"));
  }

  @Test
  void what_nobody_has_noted_is_ended_first() throws IOException {
    write("auto", "{ id = web, command = \"exec sleep 1000\" }");
    HostProcess first = host().ready();
    long web = first.pid("launched web#1");
    first.kill();
    for (Path note : notes()) {
      Files.delete(note);
    }

    HostProcess second = host().ready();

    assertThat(OsFacts.isAlive(web)).isFalse();
    awaitOnly("web", second.pid("launched web#2"));
  }

  @Test
  void what_waits_to_be_adopted_is_ended_with_a_tree_that_cannot_begin() throws IOException {
    write("auto", "{ id = web, command = \"exec sleep 1000\" }");
    HostProcess first = host().ready();
    long web = first.pid("launched web#1");
    first.kill();
    write(
        "auto",
        """
        { id = typo, command = ["/no/such/program"] }
        { id = web, command = "exec sleep 1000" }
        """);

    host().await("ended web#1 STOPPED");

    assertThat(OsFacts.isAlive(web)).isFalse();
  }

  @Test
  void limits_hold_for_what_was_adopted() throws IOException {
    write(
        "auto",
        """
        { id = eater, limits.memory = 40MiB, restart = temporary, directory = "%s", command = \"\"\"
            while [ ! -e go ]; do sleep 0.05; done; exec %s\"\"\" }
        """
            .formatted(folder, Fixtures.path("eat-memory") + " 100000000"));
    HostProcess first = host().ready();
    long eater = first.pid("launched eater#1");
    first.kill();
    HostProcess second = host().ready();
    assertThat(second.pid("adopted eater#1")).isEqualTo(eater);

    Files.createFile(folder.resolve("go"));

    assertThat(second.await("ended eater#1")).contains("FAILED Resource limit exceeded: memory");
    assertThat(OsFacts.isAlive(eater)).isFalse();
  }

  @Test
  void a_log_that_was_renamed_or_removed_is_still_read() throws IOException {
    write(
        "auto",
        """
        { id = a, command = "i=0; while :; do i=$((i+1)); echo $i; sleep 0.05; done" }
        { id = b, command = "i=0; while :; do i=$((i+1)); echo $i; sleep 0.05; done" }
        """);
    HostProcess first = host().ready();
    Files.move(log("a"), log("a").resolveSibling("a.old"));
    Files.delete(log("b"));
    first.kill();

    HostProcess second = host().ready();

    for (String id : List.of("a", "b")) {
      Await.until(
          "lines of " + id,
          () -> {
            second.order("lines " + id);
            return second.said().stream().anyMatch(line -> line.equals("line " + id + " 40"));
          });
    }
  }

  @Test
  void a_reload_may_bring_the_first_one_and_leaves_those_alone_that_were_adopted()
      throws IOException {
    String plain = "{ id = plain, on-runtime-death = kill, command = \"exec sleep %d\" }\n";
    write("auto", plain.formatted(1000));
    HostProcess first = host().ready();
    assertThat(folder.resolve("state/survivors")).doesNotExist();
    String late = "{ id = late, command = \"exec sleep 1000\" }";
    write("auto", plain.formatted(1000) + late);
    first.order("reload");
    long pid = first.pid("launched late#1");
    first.kill();

    HostProcess second = host().ready();
    assertThat(second.pid("adopted late#1")).isEqualTo(pid);
    write("auto", plain.formatted(1001) + late);
    second.order("reload");
    second.await("reloaded");
    second.await("launched plain#2");

    assertThat(second.said()).noneMatch(line -> line.startsWith("ended late"));
    awaitOnly("late", pid);
    write("auto", plain.formatted(1001));
    second.order("reload");
    second.await("ended late#1 STOPPED");
    assertThat(marked("late")).isEmpty();
  }

  @Test
  void what_a_reload_removes_before_it_was_adopted_is_ended() throws IOException {
    String web = "{ id = web, command = \"exec sleep 1000\" }\n";
    write("auto", web);
    HostProcess first = host().ready();
    long pid = first.pid("launched web#1");
    first.kill();
    String slow =
        "{ id = slow, on-runtime-death = kill, command = \"exec sleep 1000\", ready.exec = %s }\n"
            .formatted("\"false\"");
    write("auto", slow + web);
    HostProcess second = host();
    second.await("launched slow#1");
    assertThat(OsFacts.isAlive(pid)).isTrue();

    write("auto", slow);
    second.order("reload");

    second.await("ended web#1 STOPPED");
    assertThat(marked("web")).isEmpty();
  }

  @Test
  void what_was_adopted_is_asked_anew_and_what_asked_it_is_ended() throws IOException {
    write(
        "auto",
        """
        { id = web, directory = "%s", command = "exec sleep 1000",
          ready.exec = "[ -e go ] || exec sleep 1000", ready.attempt-timeout = 50s }
        """
            .formatted(folder));
    HostProcess first = host();
    long web = first.pid("launched web#1");
    Await.until("a program that asks", () -> marked("web").size() == 2);
    first.kill();
    awaitOnly("web", web);
    HostProcess second = host();
    assertThat(second.pid("adopted web#1")).isEqualTo(web);
    Await.until("a program that asks", () -> marked("web").size() == 2);
    assertThat(second.said()).doesNotContain("ready");
    second.kill();

    Files.createFile(folder.resolve("go"));

    assertThat(host().ready().pid("adopted web#1")).isEqualTo(web);
  }

  @Test
  void what_was_ready_by_its_own_word_is_not_asked_for_it_again() throws IOException {
    write("auto", "{ id = web, command = \"echo up; exec sleep 1000\", ready.log = \"up\" }");
    HostProcess first = host().ready();
    long web = first.pid("launched web#1");
    Await.until("that it is noted", () -> notedPhases().equals(List.of("READY")));
    first.kill();
    Files.writeString(log("web"), "");

    assertThat(host().ready().pid("adopted web#1")).isEqualTo(web);
  }

  @Test
  void a_second_runtime_beside_the_first_is_refused() throws IOException {
    write("auto", "{ id = web, command = \"exec sleep 1000\" }");
    HostProcess first = host().ready();

    HostProcess second = host();
    second.awaitEnd();

    assertThat(second.said()).anyMatch(line -> line.contains("another runtime uses it"));
    awaitOnly("web", first.pid("launched web#1"));
  }

  @Test
  void there_are_never_two_whenever_the_runtime_is_killed() throws IOException {
    write(
        "auto",
        """
        { id = a, command = "exec sleep 1000" }
        { id = b, command = "exec sleep 1000" }
        { id = c, restart = permanent, command = "exec sleep 0.2" }
        """);
    Random random = new Random(42);
    for (int round = 0; round < ROUNDS; round++) {
      HostProcess host = host();
      if (round % 2 == 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(1200)));
      } else {
        // In the middle of beginning.
        Await.until(
            "the first child",
            () -> host.said().stream().anyMatch(line -> line.matches("(launched|adopted) .*")));
        LockSupport.parkNanos(random.nextInt(5_000_000));
      }
      host.kill();
      for (String id : List.of("a", "b", "c")) {
        assertThat(marked(id)).as("copies of %s in round %d", id, round).hasSizeLessThan(2);
      }
    }
    host().ready();
    for (String id : List.of("a", "b")) {
      Await.until("one copy of " + id, () -> marked(id).size() == 1);
    }
  }

  /** For a moment of an exec the system shows no environment. */
  private void awaitOnly(String id, long pid) {
    Await.value("one copy of " + id, () -> marked(id), all -> all.equals(List.of(pid)));
  }

  private List<Long> leaders(String id) {
    return marked(id).stream().filter(AdoptionIT::leadsSession).toList();
  }

  private static boolean leadsSession(long pid) {
    try {
      String stat =
          Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3].equals(Long.toString(pid));
    } catch (IOException gone) {
      return false;
    }
  }

  private HostProcess host() throws IOException {
    HostProcess host = new HostProcess(folder.resolve("application.conf"));
    hosts.add(host);
    return host;
  }

  private void write(String engine, String children) throws IOException {
    Files.writeString(
        folder.resolve("application.conf"),
        """
        banyan {
          engine.kind = %s
          guardian.grace = 1s
          directories { state = state, runtime = run }
          defaults.process { on-runtime-death = adopt, env { MARKER = "%s" } }
          tree { max-restarts = 1000, children = [
            %s
          ]}
        }
        """
            .formatted(engine, marker.substring(marker.indexOf('=') + 1), children));
  }

  private Path log(String id) {
    return folder.resolve("state/log/" + id + ".stdout.log");
  }

  private List<Path> notes() throws IOException {
    List<Path> notes = new ArrayList<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder.resolve("state/survivors"), "*.json")) {
      found.forEach(notes::add);
    }
    return notes;
  }

  private List<String> notedPhases() {
    try {
      List<String> phases = new ArrayList<>();
      for (Path note : notes()) {
        phases.add(Files.readString(note).replaceAll("(?s).*\"phase\":\"(\\w+)\".*", "$1"));
      }
      return phases;
    } catch (IOException replaced) {
      return List.of();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Living processes of this test, of one child or, without an id, of all. */
  private List<Long> marked(String id) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.map(ProcessHandle::pid)
          .filter(OsFacts::isAlive)
          .filter(pid -> isMarked(pid, id))
          .toList();
    }
  }

  private boolean isMarked(long pid, String id) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
      String text = "\0" + new String(bytes, StandardCharsets.ISO_8859_1);
      return text.contains("\0" + marker + "\0")
          && (id.isEmpty() || text.contains("\0BANYAN_ID=" + id + "\0"));
    } catch (IOException gone) {
      return false;
    }
  }
}
