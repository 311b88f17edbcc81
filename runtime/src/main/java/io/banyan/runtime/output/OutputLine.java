package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.time.Instant;

/**
 * One line a process wrote.
 *
 * @param sequence its place among all lines of the child, both streams together, from 1
 * @param time when it was read
 * @param text without its line end; bytes that are not UTF-8 are replaced
 */
public record OutputLine(long sequence, Instant time, OutputStreamKind stream, String text) {}
