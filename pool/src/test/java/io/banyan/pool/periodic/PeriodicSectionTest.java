package io.banyan.pool.periodic;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.pool.periodic.schedule.Cron;
import io.banyan.pool.periodic.schedule.Missed;
import io.banyan.pool.periodic.schedule.Overlap;
import io.banyan.pool.periodic.schedule.PeriodicSettings;
import io.banyan.pool.periodic.schedule.Schedule;
import io.banyan.supervision.config.DeclarationLoader;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.Mistake;
import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodicSectionTest {

  @TempDir private Path folder;

  @Test
  void declares_a_schedule_and_its_task() {
    List<ChildSpec> children = children("every = 60s, directory = sub, timeout = 5m");

    assertThat(children).extracting(ChildSpec::id).containsExactly("cleanup.run", "cleanup");
    ChildSpec task = children.get(0);
    ProcessChild process = (ProcessChild) task.definition();
    assertThat(process.task()).isTrue();
    assertThat(process.onDemand()).isTrue();
    assertThat(task.restart().type()).isEqualTo(RestartType.TEMPORARY);
    assertThat(process.process().limits().timeout()).contains(Duration.ofMinutes(5));
    assertThat(process.process().directory()).isEqualTo(folder.resolve("sub"));
    assertThat(process.process().output().stdout().log().orElseThrow().getFileName())
        .hasToString("cleanup.stdout.log");
    assertThat(periodic(children))
        .isEqualTo(
            Periodic.of(new Schedule.Every(Duration.ofSeconds(60)), new Work.Child("cleanup.run")));
  }

  @Test
  void reads_every_setting_and_takes_what_is_not_said_from_the_defaults() {
    String keys =
        "cron = \"0 3 * * *\", zone = \"Europe/Berlin\", initial-delay = 1h, jitter = 10m,"
            + " overlap = kill-previous, missed = all";
    PeriodicSettings expected =
        PeriodicSettings.of(new Schedule.At(Cron.parse("0 3 * * *", ZoneId.of("Europe/Berlin"))))
            .withInitialDelay(Duration.ofHours(1))
            .withJitter(Duration.ofMinutes(10))
            .withOverlap(Overlap.KILL_PREVIOUS)
            .withMissed(Missed.ALL)
            .withMostWaiting(3);

    LoadResult loaded =
        load("defaults.periodic.most-waiting = 3\nperiodic.cleanup { command = x, " + keys + " }");

    assertThat(periodic(children(loaded)).settings()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeout = 1s|: needs every or cron",
        "every = 1s, cron = '* * * * *'|: has both every and cron: one is allowed",
        "every = 10ms|.every: must be a duration from 0.1s",
        "cron = '* * *'|.cron: must be five fields of cron",
        "cron = '0 0 30 2 *'|.cron: must be five fields of cron",
        "cron = '@daily', zone = Nowhere|.zone: must be a time zone",
        "every = 1s, zone = UTC|.zone: belongs to cron, which is not given",
        "every = 1s, jitter = 2s|.jitter: must not be more than the interval",
        "every = 1s, overlap = both|.overlap: must be one of skip, queue, kill-previous",
        "every = 1s, missed = some|.missed: must be one of skip, once, all",
        "every = 1s, most-waiting = 0|.most-waiting: must be a whole number of at least 1",
        "every = 1s, timeout = 1s, limits.timeout = 1s|.timeout: is the same as limits.timeout",
        "every = 1s, restart = permanent|.restart: is not for a periodic task",
        "every = 1s, evry = 2s|.evry: unknown key; did you mean every?"
      })
  void tells_what_is_wrong_where_it_is(String keys, String message) {
    assertThat(mistakes(load("periodic.cleanup { command = x, " + keys.replace('\'', '"') + " }")))
        .singleElement()
        .asString()
        .contains("application.conf:2: banyan.periodic.cleanup" + message);
  }

  @Test
  void tells_what_is_wrong_with_the_defaults() {
    assertThat(
            mistakes(
                load("tree.children = [{ id = a, command = x }]\ndefaults.periodic.overlap = no")))
        .singleElement()
        .asString()
        .contains("application.conf:3: banyan.defaults.periodic.overlap");
  }

  @Test
  void needs_both_ids_for_itself() {
    assertThat(
            mistakes(
                load(
                    "tree.children = [{ id = cleanup.run, command = y }]\n"
                        + "periodic.cleanup { every = 1s, command = x }")))
        .singleElement()
        .asString()
        .contains("duplicate id cleanup.run");
  }

  private List<ChildSpec> children(String keys) {
    return children(load("periodic.cleanup { command = x, " + keys + " }"));
  }

  private static List<ChildSpec> children(LoadResult loaded) {
    assertThat(mistakes(loaded)).isEmpty();
    return ((LoadResult.Loaded) loaded).declaration().tree().children();
  }

  private static Periodic periodic(List<ChildSpec> children) {
    return (Periodic) children.get(1).definition();
  }

  private static List<String> mistakes(LoadResult result) {
    return result instanceof LoadResult.Invalid invalid
        ? invalid.mistakes().stream().map(Mistake::text).toList()
        : List.of();
  }

  private LoadResult load(String inBanyan) {
    try {
      Path file = folder.resolve("application.conf");
      Files.writeString(file, "banyan {\n" + inBanyan + "\n}");
      return DeclarationLoader.load(file, Map.of(), List.of(new PeriodicSection()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void tells_of_a_reload_which_keys_differ() {
    Periodic before = periodic(children("every = 60s"));
    Periodic after = periodic(children("every = 30s, overlap = queue"));

    assertThat(after.differences(before)).containsExactly("schedule", "overlap");
    assertThat(after.timeout()).isEqualTo(Optional.empty());
  }
}
