package io.banyan.journal.writer;

import java.time.Duration;

/**
 * How the journal is kept.
 *
 * @param persistenceId under which Pekko Persistence keeps it
 * @param snapshotEvery after so many facts what they come to is written down, at least 1
 * @param keepFor how long facts are kept
 * @param keepFacts how many facts are kept at most, at least 1
 */
public record WriterSettings(
    String persistenceId, int snapshotEvery, Duration keepFor, long keepFacts) {}
