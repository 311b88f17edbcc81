package io.banyan.runtime.inspect;

import static io.banyan.runtime.inspect.Summaries.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.SignalOutcome.Delivered;
import io.banyan.runtime.engine.SignalOutcome.NobodyThere;
import io.banyan.runtime.engine.SignalOutcome.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TreeKillTest {

  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final ProcessSummary ROOT = process(10, 1, "root");
  private static final ProcessSummary CHILD = process(11, 10, "child");
  private static final ProcessSummary DEEP = process(12, 11, "deep");

  private final FakeSystem system = new FakeSystem();

  @Test
  void children_are_signalled_before_their_parents() {
    system.add(ROOT, CHILD, DEEP);

    TreeKill.Result result = system.kill(Signal.TERM);

    assertThat(system.sent).containsExactly("TERM 12", "TERM 11", "TERM 10");
    assertThat(result.signalled()).hasSize(3);
    assertThat(result.killed()).isEmpty();
    assertThat(result.left()).isEmpty();
  }

  @Test
  void who_does_not_end_is_killed_after_the_grace_time() {
    system.add(ROOT, CHILD);
    system.deaf.add(11L);

    TreeKill.Result result = system.kill(Signal.TERM);

    assertThat(result.killed()).containsExactly(CHILD.identity());
    assertThat(result.left()).isEmpty();
    assertThat(system.now).isBetween(GRACE.toNanos(), GRACE.plusSeconds(1).toNanos());
  }

  @Test
  void who_is_born_while_the_others_are_signalled_is_reached_too() {
    system.add(ROOT);
    system.forks.put(10L, CHILD);

    TreeKill.Result result = system.kill(Signal.TERM);

    assertThat(result.signalled()).containsExactly(ROOT.identity(), CHILD.identity());
    assertThat(result.left()).isEmpty();
  }

  @Test
  void a_signal_that_does_not_end_is_only_sent() {
    system.add(ROOT, CHILD);
    system.deaf.addAll(List.of(10L, 11L));

    TreeKill.Result result = system.kill(Signal.HUP);

    assertThat(system.sent).containsExactly("HUP 11", "HUP 10");
    assertThat(result.killed()).isEmpty();
    assertThat(result.left()).isEmpty();
  }

  @Test
  void who_is_stopped_is_woken_up_to_end() {
    system.add(process(ROOT.identity(), 1, 10, "root", "stopped"));

    system.kill(Signal.TERM);

    assertThat(system.sent).containsExactly("TERM 10", "CONT 10");
  }

  @Test
  void who_cannot_be_signalled_is_told() {
    system.add(ROOT, CHILD);
    system.forbidden.add(11L);

    TreeKill.Result result = system.kill(Signal.TERM);

    assertThat(result.refusals()).containsOnly(Map.entry(CHILD.identity(), "not yours"));
    assertThat(result.left()).containsExactly(CHILD.identity());
  }

  @Test
  void a_pid_that_is_anothers_now_is_left_alone() {
    system.add(process(new ProcessIdentity(10, 999), 1, 10, "stranger", "sleeping"));

    TreeKill.Result result = system.kill(Signal.TERM);

    assertThat(system.sent).isEmpty();
    assertThat(result.signalled()).isEmpty();
  }

  @Test
  void a_zombie_needs_no_signal() {
    system.add(process(ROOT.identity(), 1, 10, "root", "zombie"), CHILD);

    assertThat(system.kill(Signal.TERM).signalled()).containsExactly(CHILD.identity());
  }

  /** Ends who is signalled, unless it is deaf; time passes only in pauses. */
  private static final class FakeSystem implements ProcessInspector, TreeKill.Waiting {
    private final Map<Long, ProcessSummary> living = new LinkedHashMap<>();
    private final Map<Long, ProcessSummary> forks = new LinkedHashMap<>();
    private final Set<Long> deaf = new HashSet<>();
    private final Set<Long> forbidden = new HashSet<>();
    private final List<String> sent = new ArrayList<>();
    private long now;

    void add(ProcessSummary... processes) {
      List.of(processes).forEach(process -> living.put(process.pid(), process));
    }

    TreeKill.Result kill(Signal signal) {
      return new TreeKill(this, this::signal, this).kill(ROOT.identity(), signal, GRACE);
    }

    SignalOutcome signal(ProcessIdentity process, Signal signal) {
      ProcessSummary meant = living.get(process.pid());
      if (meant == null || !meant.identity().equals(process)) {
        return new NobodyThere();
      }
      if (forbidden.contains(process.pid())) {
        return new Refused("not yours");
      }
      sent.add(signal.name() + " " + process.pid());
      ProcessSummary born = forks.remove(process.pid());
      if (born != null) {
        add(born);
      } else if (signal == Signal.KILL || !deaf.contains(process.pid())) {
        end(meant, signal);
      }
      return new Delivered();
    }

    /** A stopped one acts on nothing else before it goes on. */
    private void end(ProcessSummary process, Signal signal) {
      if (!process.state().equals("stopped") || signal == Signal.CONT) {
        living.remove(process.pid());
      }
    }

    @Override
    public Optional<ProcessSummary> find(long pid) {
      return Optional.ofNullable(living.get(pid));
    }

    @Override
    public List<ProcessSummary> all() {
      return List.copyOf(living.values());
    }

    @Override
    public Optional<ProcessInfo> info(ProcessIdentity process) {
      return Optional.empty();
    }

    @Override
    public List<PortUse> listeningOn(int port) {
      return List.of();
    }

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void pause(Duration time) {
      now += time.toNanos();
    }
  }
}
