package io.banyan.runtime.monitor;

import io.banyan.runtime.usage.Usage;
import java.time.Instant;

/** What a child used at one moment, and which life of it that was. */
public record UsageSample(Instant time, int incarnation, Usage usage) {}
