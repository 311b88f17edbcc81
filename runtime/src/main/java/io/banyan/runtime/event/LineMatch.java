package io.banyan.runtime.event;

import io.banyan.runtime.engine.OutputStreamKind;

/**
 * A line in which a pattern was found.
 *
 * @param pattern what the pattern is called
 * @param line without its line end, at most 1,024 characters of it
 * @param untold how many lines before this one were found and not told, because there were too many
 *     in a second
 */
public record LineMatch(String pattern, OutputStreamKind stream, String line, long untold) {}
