package io.banyan.control.metrics;

/**
 * What one process has used so far.
 *
 * @param cpuSeconds processor time, user and system
 * @param residentBytes memory that is resident now
 */
public record ProcessUsage(double cpuSeconds, long residentBytes) {}
