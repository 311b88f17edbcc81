package io.banyan.runtime.engine;

/**
 * Which process a pid means. Pids are reused; a pid together with its start time is not.
 *
 * @param pid the process id, greater than 0
 * @param startTime when it started, in the system's own unit (Linux: clock ticks since boot, field
 *     22 of {@code /proc/PID/stat}); 0 when not known
 */
public record ProcessIdentity(long pid, long startTime) {}
