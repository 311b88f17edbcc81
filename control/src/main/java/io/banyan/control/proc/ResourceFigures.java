package io.banyan.control.proc;

/**
 * What one process uses.
 *
 * @param cpuPercent CPU time over lifetime, of one processor, as {@code ps} shows it
 * @param rssBytes resident memory
 */
public record ResourceFigures(double cpuPercent, long rssBytes) {}
