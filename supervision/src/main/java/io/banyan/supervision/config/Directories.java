package io.banyan.supervision.config;

import java.nio.file.Path;

/**
 * Where a tree leaves its files, all absolute. They need not exist yet.
 *
 * @param state what outlives a restart of the runtime
 * @param log the children's log files
 * @param runtime pid files and the address of the running runtime
 */
public record Directories(Path state, Path log, Path runtime) {}
