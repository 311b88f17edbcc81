package io.banyan.runtime.inspect;

/**
 * What one process, or several together, use. Where there is no {@code /proc} only the processor
 * time is told; the rest is 0.
 *
 * @param cpuNanos processor time since the start, user and system; a difference of two samples over
 *     the time between them is the load. The unit of Linux is 10 ms
 * @param rssBytes resident memory; what processes share is counted once for each
 * @param vsizeBytes size of the address space
 * @param threads how many
 */
public record ProcessUsage(long cpuNanos, long rssBytes, long vsizeBytes, int threads) {

  /** Nothing. */
  public static final ProcessUsage NONE = new ProcessUsage(0, 0, 0, 0);

  public ProcessUsage plus(ProcessUsage other) {
    return new ProcessUsage(
        cpuNanos + other.cpuNanos,
        rssBytes + other.rssBytes,
        vsizeBytes + other.vsizeBytes,
        threads + other.threads);
  }
}
