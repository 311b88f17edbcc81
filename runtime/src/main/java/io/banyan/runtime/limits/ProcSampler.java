package io.banyan.runtime.limits;

import io.banyan.runtime.proc.ProcFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks into {@code /proc}. */
final class ProcSampler implements ProcessSampler {

  private static final Path PROC = Path.of("/proc");

  /** At most one part in this many of the thread's time goes into looking. */
  private static final long PATIENCE = 20;

  private final ProcFs proc = new ProcFs();
  private final long pageBytes = proc.units().pageBytes();
  private ProcessTable last = new ProcessTable(List.of());
  private long validUntil = System.nanoTime();

  @Override
  public ProcessTable table() {
    long start = System.nanoTime();
    if (start - validUntil >= 0) {
      last = read();
      long end = System.nanoTime();
      validUntil = end + (end - start) * PATIENCE;
    }
    return last;
  }

  /**
   * First by resident pages, which count what is shared once for each who shares it. Only when that
   * is too much are the processes asked for their exact part, which is expensive.
   */
  @Override
  public long memory(List<ProcessTable.Row> processes, long limit) {
    long resident = processes.stream().mapToLong(ProcessTable.Row::rssPages).sum() * pageBytes;
    return resident <= limit || processes.size() == 1
        ? resident
        : processes.stream().mapToLong(this::share).sum();
  }

  private ProcessTable read() {
    List<ProcessTable.Row> rows = new ArrayList<>();
    for (long pid : proc.pids()) {
      proc.stat(pid).map(ProcessTable.Row::of).ifPresent(rows::add);
    }
    return new ProcessTable(rows);
  }

  private long share(ProcessTable.Row process) {
    try {
      Path file = PROC.resolve(Long.toString(process.pid())).resolve("smaps_rollup");
      return parseShare(Files.readString(file, StandardCharsets.ISO_8859_1))
          .orElse(process.rssPages() * pageBytes);
    } catch (IOException forbidden) {
      return process.rssPages() * pageBytes;
    }
  }

  /** {@code Pss: 1234 kB}. */
  static Optional<Long> parseShare(String rollup) {
    return rollup
        .lines()
        .filter(line -> line.startsWith("Pss:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst();
  }
}
