package io.banyan.supervision.reload;

import io.banyan.supervision.config.Mistake;
import io.banyan.supervision.tree.OperationResult;
import java.util.List;
import java.util.Optional;

/** What came of a reload. */
public sealed interface ReloadResult {

  /**
   * The file is wrong: nothing was changed.
   *
   * @param mistakes all of them, at least one, by file and line
   */
  record Invalid(List<Mistake> mistakes) implements ReloadResult {
    public Invalid {
      mistakes = List.copyOf(mistakes);
    }
  }

  /** It cannot be done now: nothing was changed. */
  record Refused(String reason) implements ReloadResult {}

  /**
   * The file was read.
   *
   * @param steps one for each change, in the order in which they are made; none when nothing
   *     differs
   * @param later what differs in the file but holds only from the next {@code up}
   */
  record Read(List<Step> steps, List<String> later) implements ReloadResult {
    public Read {
      steps = List.copyOf(steps);
      later = List.copyOf(later);
    }
  }

  /**
   * One change.
   *
   * @param result what came of it; empty when it was only asked what would be done
   */
  record Step(Change change, Effect effect, Optional<OperationResult> result) {}

  /** What a change means for the child. */
  enum Effect {
    /** It is started. */
    START("start"),
    /** It is stopped and forgotten. */
    REMOVE("remove"),
    /** It is stopped and started as it is declared now. */
    RESTART("restart"),
    /** It was stopped by an operator and stays so; its next start is as declared now. */
    STAYS_DOWN("stays-down"),
    /** It goes on; what is declared now holds for it from now on. */
    GOES_ON("goes-on");

    private final String text;

    Effect(String text) {
      this.text = text;
    }

    /** As in documents. */
    public String text() {
      return text;
    }
  }
}
