package io.banyan.runtime.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.alert.AlertAction;
import io.banyan.runtime.alert.AlertMetric;
import io.banyan.runtime.alert.AlertRule;
import io.banyan.runtime.alert.AlertScope;
import io.banyan.runtime.alert.AlertSubject;
import io.banyan.runtime.alert.AlertTrigger;
import io.banyan.runtime.alert.ClearReason;
import io.banyan.runtime.alert.Escalation;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.EventLog;
import io.banyan.runtime.fixture.ScriptedEngine;
import io.banyan.runtime.fixture.ScriptedProcess;
import io.banyan.runtime.inspect.FamilyUsage;
import io.banyan.runtime.inspect.ProcessSampler;
import io.banyan.runtime.inspect.ProcessUsage;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.process.ProcessPorts;
import io.banyan.runtime.usage.Usage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class ResourceMonitorTest {

  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final ChildPath WEB = new ChildPath("web");
  private static final ChildPath MAIL = new ChildPath("mail");
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final AlertAction COMMAND =
      new AlertAction.RunCommand(List.of("notify", "ops"), Duration.ofSeconds(30));

  private final ActorTestKit testKit =
      ActorTestKit.create(ManualTime.config().withFallback(ConfigFactory.load()));
  private final ManualTime time = ManualTime.get(testKit.system());
  private final AtomicLong nanos = new AtomicLong();
  private EventHub hub = new EventHub(Clock.systemUTC());
  private EventLog events = EventLog.of(hub);
  private ScriptedEngine engine = new ScriptedEngine();
  private Figures figures = new Figures();
  private List<String> restarts = new CopyOnWriteArrayList<>();
  private Optional<ResourceMonitor.Running> monitor = Optional.empty();

  @BeforeEach
  void begin() {
    hub = new EventHub(Clock.systemUTC());
    events = EventLog.of(hub);
    engine = new ScriptedEngine();
    figures = new Figures();
    restarts = new CopyOnWriteArrayList<>();
    monitor = Optional.of(start(new MonitorSettings(true, INTERVAL, 10, 1, 1)));
    awaitTimer();
    events = EventLog.of(hub);
    figures.passes.clear();
  }

  /** Time that passes before the monitor has set its timer would pass unseen. */
  private void awaitTimer() {
    ChildPath first = new ChildPath("first");
    alerts(first, rule());
    launch(first, 1, 1);
    uses(1, 0, 5000);
    Await.until(
        "the first look",
        () -> {
          time.timePasses(INTERVAL);
          return !events.all(ProcessEvent.Sampled.class).isEmpty();
        });
    hub.publish(new ProcessEvent.Undeclared(first));
    // Whatever it was told before, it has dealt with.
    events.await(ProcessEvent.AlertCleared.class, any -> true);
  }

  @AfterEach
  void stop() {
    monitor.ifPresent(ResourceMonitor.Running::close);
    Await.until("the sampler to be closed", () -> figures.closed.get() == 1);
    engine.close();
  }

  @AfterAll
  void end() {
    testKit.shutdownTestKit();
  }

  /** What the system tells, as the test says. */
  private static final class Figures implements ProcessSampler {

    private final Map<Long, FamilyUsage> byPid = new ConcurrentHashMap<>();
    private final List<Integer> passes = new CopyOnWriteArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile boolean broken;

    @Override
    public Map<ProcessIdentity, ProcessUsage> sample(Collection<ProcessIdentity> processes) {
      throw new AssertionError("nobody asks");
    }

    @Override
    public Map<ProcessIdentity, FamilyUsage> sampleFamilies(Collection<ProcessIdentity> processes) {
      passes.add(processes.size());
      if (broken) {
        throw new IllegalStateException("no figures");
      }
      return processes.stream()
          .filter(process -> byPid.containsKey(process.pid()))
          .collect(Collectors.toMap(process -> process, process -> byPid.get(process.pid())));
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @Test
  void all_processes_are_looked_at_in_one_pass() {
    launch(WEB, 1, 11);
    launch(MAIL, 1, 22);
    uses(11, 0, 1000);
    uses(22, 0, 2000);

    look(2);

    assertThat(figures.passes).containsExactly(2);
    assertThat(sampled()).containsExactly("web#1 1000", "mail#1 2000");
  }

  @Test
  void a_load_is_that_since_the_look_before() {
    launch(WEB, 1, 11);
    uses(11, 5, 1000);
    look(1);
    uses(11, 6, 1000);
    look(2);

    assertThat(events.all(ProcessEvent.Sampled.class))
        .extracting(event -> event.usage().treeCpuPercent())
        .containsExactly(100.0, 20.0);
  }

  @Test
  void an_adopted_process_has_used_its_time_since_its_own_start() {
    hub.publish(
        new ProcessEvent.Adopted(
            WEB, 1, new ProcessIdentity(11, 1), Instant.now().minus(Duration.ofSeconds(995))));
    uses(11, 100, 1);

    look(1);

    Usage usage = events.all(ProcessEvent.Sampled.class).get(0).usage();
    assertThat(usage.cpuPercent()).isBetween(9.0, 10.0);
  }

  @Test
  void who_has_ended_or_is_gone_is_not_told() {
    launch(WEB, 1, 11);
    launch(MAIL, 1, 22);
    uses(22, 0, 2000);
    look(1);

    ended(MAIL, 1);
    launch(MAIL, 2, 33);
    uses(33, 0, 3000);
    look(2);

    assertThat(sampled()).containsExactly("mail#1 2000", "mail#2 3000");
  }

  @Test
  void a_look_that_fails_is_not_the_last() {
    launch(WEB, 1, 11);
    uses(11, 0, 1000);
    figures.broken = true;
    nanos.addAndGet(INTERVAL.toNanos());
    time.timePasses(INTERVAL);
    Await.until("a look", () -> figures.passes.size() == 1);
    figures.broken = false;

    look(1);

    assertThat(sampled()).containsExactly("web#1 1000");
  }

  @Test
  void an_alert_is_raised_once_and_cleared() {
    alerts(WEB, rule(new Escalation(new AlertAction.TellEvent(), Duration.ofSeconds(10))));
    launch(WEB, 1, 11);

    for (int look = 1; look <= 5; look++) {
      uses(11, 0, 5000);
      look(look);
    }
    uses(11, 0, 10);
    look(6);

    events.await(ProcessEvent.AlertCleared.class, cleared -> true);
    assertThat(events.about("web").stream().filter(name -> name.startsWith("AlertR")).toList())
        .containsExactly("AlertRaised");
    ProcessEvent.AlertRaised raised = events.all(ProcessEvent.AlertRaised.class).get(0);
    assertThat(raised.value()).isEqualTo(5000);
    assertThat(raised.alert()).isEqualTo("big");
    assertThat(events.all(ProcessEvent.AlertActed.class))
        .extracting(acted -> acted.action() + ": " + acted.result())
        .containsExactly("event: raised for 10s");
    ProcessEvent.AlertCleared cleared = events.all(ProcessEvent.AlertCleared.class).get(0);
    assertThat(cleared.how())
        .isEqualTo(
            new ProcessEvent.AlertCleared.Cleared(ClearReason.FELL, 10, INTERVAL.multipliedBy(5)));
  }

  @Test
  void an_alert_is_cleared_when_its_process_ends() {
    raise(rule());

    ended(WEB, 1);

    assertThat(events.await(ProcessEvent.AlertCleared.class, any -> true).how().reason())
        .isEqualTo(ClearReason.ENDED);
  }

  @Test
  void alerts_can_be_declared_anew_while_one_is_raised() {
    AlertRule big = rule();
    raise(big);

    alerts(WEB, big, new AlertRule("other", big.trigger(), Duration.ofHours(1), List.of()));
    look(2);
    events.await(ProcessEvent.AlertRaised.class, raised -> raised.alert().equals("other"));
    assertThat(events.all(ProcessEvent.AlertCleared.class)).isEmpty();
    alerts(WEB, new AlertRule("other", big.trigger(), Duration.ofHours(1), List.of()));

    ProcessEvent.AlertCleared cleared = events.await(ProcessEvent.AlertCleared.class, any -> true);
    assertThat(cleared.alert()).isEqualTo("big");
    assertThat(cleared.how().reason()).isEqualTo(ClearReason.WITHDRAWN);
  }

  @Test
  void a_child_that_is_none_any_more_takes_its_alerts_with_it() {
    raise(rule());

    hub.publish(new ProcessEvent.Undeclared(WEB));

    assertThat(events.await(ProcessEvent.AlertCleared.class, any -> true).how().reason())
        .isEqualTo(ClearReason.WITHDRAWN);
  }

  @Test
  void a_restart_is_asked_for_the_incarnation_that_was_looked_at_and_its_result_told() {
    raise(rule(new Escalation(new AlertAction.Restart(), Duration.ZERO)));

    ProcessEvent.AlertActed acted = events.await(ProcessEvent.AlertActed.class, any -> true);
    assertThat(restarts).containsExactly("web#1");
    assertThat(acted).isEqualTo(new ProcessEvent.AlertActed(WEB, 1, "big", "restart", "restarted"));
  }

  @Test
  void a_command_finds_the_facts_in_its_environment() {
    raise(rule(new Escalation(COMMAND, Duration.ZERO)));

    ScriptedProcess command = engine.awaitLaunch("notify", 1);
    assertThat(command.spec().command()).containsExactly("notify", "ops");
    assertThat(command.spec().directory()).isEqualTo(Path.of("/"));
    assertThat(command.spec().environment())
        .containsEntry("BANYAN_ALERT", "big")
        .containsEntry("BANYAN_ALERT_MESSAGE", "web: memory of the tree is 4.9KiB, above 2KiB")
        .containsEntry("BANYAN_ALERT_METRIC", "memory")
        .containsEntry("BANYAN_ALERT_OF", "tree")
        .containsEntry("BANYAN_ALERT_VALUE", "5000")
        .containsEntry("BANYAN_ALERT_ABOVE", "2048")
        .containsEntry("BANYAN_ALERT_SECONDS", "0")
        .containsEntry("BANYAN_ID", "web")
        .containsEntry("BANYAN_PATH", "web")
        .containsEntry("BANYAN_RUN", "1")
        .containsEntry("BANYAN_PID", "11");
    command.exit(0);
    assertThat(events.await(ProcessEvent.AlertActed.class, any -> true).result()).isEqualTo("done");
  }

  @Test
  void a_command_that_fails_or_takes_too_long_is_told() {
    raise(rule(new Escalation(COMMAND, Duration.ZERO), new Escalation(COMMAND, Duration.ZERO)));

    engine.awaitLaunch("notify", 1).exit(3);
    events.await(ProcessEvent.AlertActed.class, acted -> acted.result().equals("Exit code: 3"));
    ScriptedProcess second = engine.awaitLaunch("notify", 2);
    Await.until(
        "the program to be killed",
        () -> {
          time.timePasses(Duration.ofSeconds(30));
          return !second.isAlive();
        });

    events.await(
        ProcessEvent.AlertActed.class,
        acted -> acted.result().equals("its program did not end within 30s"));
  }

  @Test
  void a_command_goes_on_when_its_process_ends() {
    raise(rule(new Escalation(COMMAND, Duration.ZERO)));
    ScriptedProcess command = engine.awaitLaunch("notify", 1);

    ended(WEB, 1);
    events.await(ProcessEvent.AlertCleared.class, any -> true);

    assertThat(command.isAlive()).isTrue();
    command.exit(0);
    events.await(ProcessEvent.AlertActed.class, acted -> acted.result().equals("done"));
  }

  @Test
  void very_many_alerts_are_no_storm_of_programs() {
    for (int i = 1; i <= 50; i++) {
      ChildPath path = new ChildPath("worker-" + i);
      alerts(path, rule(new Escalation(COMMAND, Duration.ZERO)));
      launch(path, 1, i);
      uses(i, 0, 5000);
    }

    look(50);

    ScriptedProcess first = engine.awaitLaunch("notify", 1);
    Await.until(
        "48 to be turned away",
        () ->
            events.all(ProcessEvent.AlertActed.class).stream()
                    .filter(acted -> acted.result().startsWith("not run: too many"))
                    .count()
                == 48);
    assertThat(engine.launched("notify")).hasSize(1);
    first.exit(0);
    engine.awaitLaunch("notify", 2).exit(0);
    Await.until(
        "both to be told",
        () ->
            events.all(ProcessEvent.AlertActed.class).stream()
                    .filter(acted -> acted.result().equals("done"))
                    .count()
                == 2);
    assertThat(events.all(ProcessEvent.AlertRaised.class)).hasSize(50);
    assertThat(engine.launched("notify")).hasSize(2);
  }

  private void raise(AlertRule rule) {
    alerts(WEB, rule);
    launch(WEB, 1, 11);
    uses(11, 0, 5000);
    look(1);
    events.await(ProcessEvent.AlertRaised.class, raised -> raised.alert().equals(rule.name()));
  }

  private ResourceMonitor.Running start(MonitorSettings settings) {
    ProcessPorts processes =
        new ProcessPorts(
            engine,
            hub,
            new ProcessOutputs(Clock.systemUTC(), hub),
            Map.of(),
            Duration.ofMillis(500));
    MonitorPorts ports =
        new MonitorPorts(
            hub,
            processes,
            figures,
            nanos::get,
            Path.of("/"),
            (path, incarnation) -> {
              restarts.add(path + "#" + incarnation);
              return CompletableFuture.completedFuture("restarted");
            });
    return ResourceMonitor.start(
        testKit.system(), "monitor-" + NAMES.incrementAndGet(), settings, ports);
  }

  private static AlertRule rule(Escalation... steps) {
    return new AlertRule(
        "big",
        new AlertTrigger(
            new AlertSubject(AlertMetric.MEMORY, AlertScope.TREE), 2048, 1024, Duration.ZERO),
        Duration.ofMinutes(5),
        List.of(steps));
  }

  private void alerts(ChildPath path, AlertRule... rules) {
    hub.publish(new ProcessEvent.AlertsDeclared(path, List.of(rules)));
  }

  private void launch(ChildPath path, int incarnation, long pid) {
    hub.publish(new ProcessEvent.Launched(path, incarnation, new ProcessIdentity(pid, 1)));
  }

  private void ended(ChildPath path, int incarnation) {
    hub.publish(
        new ProcessEvent.Ended(
            path, incarnation, Outcome.EXITED, Optional.empty(), Optional.empty()));
  }

  private void uses(long pid, int cpuSeconds, long rssBytes) {
    ProcessUsage usage =
        new ProcessUsage(Duration.ofSeconds(cpuSeconds).toNanos(), rssBytes, rssBytes, 1);
    figures.byPid.put(pid, new FamilyUsage(usage, usage, 1));
  }

  /** Lets one interval pass, and waits until so many samples have been told in all. */
  private void look(int samples) {
    nanos.addAndGet(INTERVAL.toNanos());
    time.timePasses(INTERVAL);
    Await.until(
        samples + " samples", () -> events.all(ProcessEvent.Sampled.class).size() >= samples);
  }

  private List<String> sampled() {
    return events.all(ProcessEvent.Sampled.class).stream()
        .map(event -> event.path() + "#" + event.incarnation() + " " + event.usage().rssBytes())
        .toList();
  }
}
