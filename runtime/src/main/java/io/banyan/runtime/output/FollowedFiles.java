package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** The log files of one incarnation, while they are read. Safe from any thread. */
public final class FollowedFiles {

  private final FileTails tails;
  private final List<FileTail> files;
  private final Map<OutputStreamKind, Long> from;
  private final Runnable onFinish;
  private final AtomicBoolean finished = new AtomicBoolean();

  FollowedFiles(
      FileTails tails, List<FileTail> files, Map<OutputStreamKind, Long> from, Runnable onFinish) {
    this.tails = tails;
    this.files = List.copyOf(files);
    this.from = Map.copyOf(from);
    this.onFinish = onFinish;
  }

  /** Where the output of this incarnation begins in the file of each stream, in bytes. */
  public Map<OutputStreamKind, Long> from() {
    return from;
  }

  /** What is in the files now is still read, then their end is told. Idempotent. */
  public void finish() {
    if (finished.compareAndSet(false, true)) {
      files.forEach(tails::finish);
      onFinish.run();
    }
  }
}
