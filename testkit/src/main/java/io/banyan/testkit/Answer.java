package io.banyan.testkit;

import io.banyan.testkit.time.ManualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What an operator who asked for something is told, now or after some time has passed. */
public final class Answer<T> {

  /** Longer than anything that is worth waiting for. */
  private static final Duration LIMIT = Duration.ofHours(12);

  private final CompletableFuture<T> stage;
  private final ManualTime time;
  private final String question;

  Answer(String question, CompletionStage<T> stage, ManualTime time) {
    this.question = question;
    this.stage = stage.toCompletableFuture();
    this.time = time;
    time.settle();
  }

  /** Whether it is still to come. */
  public boolean isPending() {
    time.settle();
    return !stage.isDone();
  }

  /**
   * What was answered, without any more time passing.
   *
   * @throws AssertionError when nothing was answered yet
   */
  public T now() {
    if (isPending()) {
      throw new AssertionError(question + ": there is no answer before time passes");
    }
    return stage.join();
  }

  /**
   * What is answered; time passes until it is.
   *
   * @throws AssertionError when there is none within twelve hours of manual time
   */
  public T eventually() {
    if (!time.passesUntil(stage::isDone, LIMIT)) {
      throw new AssertionError(question + ": there is no answer, however long one waits");
    }
    return stage.join();
  }

  @Override
  public String toString() {
    return question + ": " + (stage.isDone() ? stage.join() : "pending");
  }
}
