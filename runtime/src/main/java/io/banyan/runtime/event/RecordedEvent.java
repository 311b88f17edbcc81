package io.banyan.runtime.event;

import java.time.Instant;

/**
 * A fact in its place in the order of facts.
 *
 * @param sequence counts from 1, without gaps, within one runtime
 * @param time wall-clock time of the recording
 */
public record RecordedEvent(long sequence, Instant time, ProcessEvent event) {}
