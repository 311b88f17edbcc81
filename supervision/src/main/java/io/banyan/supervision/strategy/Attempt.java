package io.banyan.supervision.strategy;

/** Whose idea the current start of a child is, and so who is concerned when it fails. */
enum Attempt {
  /** The supervisor's, when it starts itself: the supervisor cannot start either. */
  FIRST,
  /** The supervisor's, after an end: it tries again, and that counts. */
  RESTART,
  /** An operator's: it is the operator's to try again. */
  BY_HAND,
  /** An operator's who has just added the child: it is as if that had never been asked. */
  ADDED
}
