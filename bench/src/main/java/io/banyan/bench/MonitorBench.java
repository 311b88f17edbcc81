package io.banyan.bench;

import com.sun.management.OperatingSystemMXBean;
import io.banyan.runtime.alert.AlertMetric;
import io.banyan.runtime.alert.AlertRule;
import io.banyan.runtime.alert.AlertScope;
import io.banyan.runtime.alert.AlertSubject;
import io.banyan.runtime.alert.AlertTrigger;
import io.banyan.supervision.spec.ChildSpec;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the monitor costs: processor time of the whole JVM with and without it, while very many
 * children, each with an alert, do nothing.
 */
final class MonitorBench {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final double MOST_PERCENT = 3;
  private static final long WARM_UP_SECONDS = 30;

  private final int children;
  private final int seconds;
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  MonitorBench(Options options) {
    children = options.number("children", 1000);
    seconds = options.number("seconds", 30);
  }

  /** Whether it stayed within what it may cost. */
  boolean run() throws Exception {
    double without = measure(false);
    double with = measure(true);
    Table table =
        new Table(
            "%,d idle children, looked at every second, each with an alert".formatted(children),
            "",
            "% of one core");
    table.row("without a monitor", percent(without));
    table.row("with a monitor", percent(with));
    table.row("what it costs", percent(with - without));
    table.print();
    return with - without <= MOST_PERCENT;
  }

  private double measure(boolean monitored) throws Exception {
    BenchTree tree = BenchTree.create("linux", Duration.ZERO);
    AutoCloseable monitor = monitored ? tree.monitor(INTERVAL) : () -> {};
    tree.start(BenchTree.idleChildren(children).stream().map(MonitorBench::withAlert).toList());
    Thread.sleep(WARM_UP_SECONDS * 1000);
    long cpu = system.getProcessCpuTime();
    long begin = System.nanoTime();
    Thread.sleep(seconds * 1000L);
    double used = 100.0 * (system.getProcessCpuTime() - cpu) / (System.nanoTime() - begin);
    monitor.close();
    tree.stop(true);
    Cleanup.close(tree);
    return used;
  }

  private static ChildSpec withAlert(ChildSpec child) {
    AlertTrigger trigger =
        new AlertTrigger(
            new AlertSubject(AlertMetric.MEMORY, AlertScope.TREE), 1e12, 1e11, Duration.ZERO);
    return child.withAlerts(
        List.of(new AlertRule("big", trigger, Duration.ofMinutes(5), List.of())));
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
