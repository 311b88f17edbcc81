package io.banyan.cli.usage;

import io.banyan.runtime.usage.Usage;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one process used at one moment.
 *
 * @param id a child's id, or a pid
 * @param pid empty when it was not running
 * @param usage likewise
 */
public record UsageRow(Instant time, String id, OptionalLong pid, Optional<Usage> usage) {}
