package io.banyan.pool.worker.machine;

/** A task that is not finished. */
final class Task {

  final long id;
  final long submittedAt;
  int attempts;
  long givenAt;

  Task(long id, long submittedAt) {
    this.id = id;
    this.submittedAt = submittedAt;
  }

  Decision.Course course(long now) {
    return attempts == 0
        ? new Decision.Course(0, now - submittedAt, 0)
        : new Decision.Course(attempts, givenAt - submittedAt, now - givenAt);
  }
}
