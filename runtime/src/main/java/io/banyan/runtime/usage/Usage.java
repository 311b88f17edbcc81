package io.banyan.runtime.usage;

/**
 * What a process uses at one moment, alone and as a tree: with all its descendants.
 *
 * @param cpuPercent of one core, since it was looked at before: 200 is two cores
 * @param rssBytes resident memory
 * @param treeCpuPercent likewise, with its descendants
 * @param treeRssBytes likewise; what processes share is counted once for each
 * @param processes how many the tree has, the process itself included
 */
public record Usage(
    double cpuPercent, long rssBytes, double treeCpuPercent, long treeRssBytes, int processes) {}
