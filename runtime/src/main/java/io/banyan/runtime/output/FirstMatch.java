package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Tells the first line in which an expression is found. */
final class FirstMatch implements LineWatch {

  /** So many lines may be too costly to look at. */
  static final int MAX_COSTLY = 16;

  private final Pattern expression;
  private final LineMatcher matcher;
  private final Set<OutputStreamKind> streams;
  private final Consumer<Finding> told;
  private final AtomicInteger costly = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  FirstMatch(Pattern expression, Set<OutputStreamKind> streams, Consumer<Finding> told) {
    this.expression = expression;
    this.matcher = new LineMatcher(expression);
    this.streams = Set.copyOf(streams);
    this.told = told;
  }

  @Override
  public boolean onLine(OutputStreamKind stream, String line) {
    if (!streams.contains(stream)) {
      return !over.get();
    }
    return switch (matcher.find(line)) {
      case FOUND -> tell(new Finding.Found(stream, line));
      case NOT_FOUND -> !over.get();
      case TOO_COSTLY ->
          costly.incrementAndGet() < MAX_COSTLY
              ? !over.get()
              : tell(new Finding.GivenUp("it takes too long to look for " + expression));
    };
  }

  private boolean tell(Finding finding) {
    if (over.compareAndSet(false, true)) {
      told.accept(finding);
    }
    return false;
  }
}
