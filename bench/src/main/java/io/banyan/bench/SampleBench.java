package io.banyan.bench;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.inspect.ProcessInspectors;
import io.banyan.runtime.inspect.ProcessSampler;
import io.banyan.runtime.proc.ProcFs;
import io.banyan.runtime.proc.ProcStat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/**
 * What processes use, asked for many of our own in one pass. Processor time of the asking thread
 * counts, not the time on the wall: that is what a monitor takes from others.
 */
final class SampleBench {

  private static final int WARM_UP = 20;

  private final int children;
  private final int rounds;
  private final List<ProcessIdentity> processes = new ArrayList<>();

  SampleBench(Options options) {
    children = options.number("children", 1000);
    rounds = options.number("rounds", 30);
  }

  /** One pass over all; the answer is how many were found. */
  private interface Pass {
    int once();
  }

  void run() throws IOException {
    start();
    ProcessSampler sampler = Cleanup.keep(ProcessInspectors.sampler());
    ProcFs proc = new ProcFs();
    OperatingSystem oshi = new SystemInfo().getOperatingSystem();
    List<Integer> pids = processes.stream().map(process -> (int) process.pid()).toList();
    Map<String, Pass> contenders = new LinkedHashMap<>();
    contenders.put("stat kept open (sample)", () -> sampler.sample(processes).size());
    contenders.put("with descendants", () -> sampler.sampleFamilies(processes).size());
    contenders.put("stat opened each time", () -> each(pid -> proc.stat(pid).isPresent()));
    contenders.put("ProcessHandle, no memory", () -> each(SampleBench::handle));
    contenders.put("OSHI one by one", () -> each(pid -> oshi(oshi.getProcess((int) pid))));
    contenders.put("OSHI all at once", () -> oshi.getProcesses(pids).size());
    Map<String, Samples> results = new LinkedHashMap<>();
    contenders.forEach((name, pass) -> results.put(name, measure(pass)));
    table(results).print();
    Cleanup.close(sampler);
  }

  private void start() throws IOException {
    for (int i = 0; i < children; i++) {
      Process process = new ProcessBuilder("/bin/sleep", "100000").start();
      Cleanup.keep(process::destroyForcibly);
      processes.add(ProcStat.of(process.pid()).orElseThrow().identity());
    }
  }

  private Samples measure(Pass pass) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Samples samples = new Samples();
    for (int round = 0; round < WARM_UP + rounds; round++) {
      long begin = threads.getCurrentThreadCpuTime();
      int found = pass.once();
      long taken = threads.getCurrentThreadCpuTime() - begin;
      if (found != children) {
        throw new IllegalStateException(found + " of " + children + " were found");
      }
      if (round >= WARM_UP) {
        samples.add(taken);
      }
    }
    return samples;
  }

  private Table table(Map<String, Samples> results) {
    Table table =
        new Table(
            "asking what %,d processes use, processor time".formatted(children),
            "",
            "us each, p50",
            "us each, p99",
            "% of a core at 1 s");
    results.forEach(
        (name, samples) ->
            table.row(
                name,
                micros(samples.median()),
                micros(samples.percentile(0.99)),
                String.format(Locale.ROOT, "%.2f", samples.median() / 1e7)));
    return table;
  }

  private String micros(double nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / 1000 / children);
  }

  /** Whether one is found. */
  private interface Question {
    boolean of(long pid);
  }

  private int each(Question question) {
    int found = 0;
    for (ProcessIdentity process : processes) {
      found += question.of(process.pid()) ? 1 : 0;
    }
    return found;
  }

  private static boolean handle(long pid) {
    return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().isPresent();
  }

  /** The figures are read when it is made. */
  private static boolean oshi(OSProcess process) {
    return process.getResidentMemory() > 0 && process.getUserTime() >= 0;
  }
}
