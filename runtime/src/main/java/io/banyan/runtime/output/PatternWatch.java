package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.LineMatch;
import io.banyan.runtime.event.ProcessEvent;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Tells the lines of one child in which one pattern is found, over all its incarnations. Safe from
 * any thread.
 */
final class PatternWatch {

  /** So much of a line is told, in characters. */
  static final int MAX_TOLD = 1024;

  private final ChildPath path;
  private final PatternSpec spec;
  private final LineMatcher matcher;
  private final MatchThrottle throttle;
  private final Ports ports;
  private final AtomicInteger costly = new AtomicInteger();

  /**
   * What is around it.
   *
   * @param later told that {@link #tellRest} is due in a while
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  record Ports(
      Consumer<ProcessEvent> events, Consumer<PatternWatch> later, LongSupplier nanoTime) {}

  PatternWatch(ChildPath path, PatternSpec spec, Ports ports) {
    this.path = path;
    this.spec = spec;
    this.matcher = new LineMatcher(Pattern.compile(spec.regex()));
    this.throttle = new MatchThrottle(ports.nanoTime());
    this.ports = ports;
  }

  /** Looks at a line; false when it looks at no more. */
  boolean onLine(int incarnation, OutputStreamKind stream, String line) {
    if (costly.get() >= FirstMatch.MAX_COSTLY) {
      return false;
    }
    if (!spec.streams().contains(stream)) {
      return true;
    }
    return switch (matcher.find(line)) {
      case FOUND -> found(new MatchThrottle.Match(incarnation, stream, shortened(line)));
      case NOT_FOUND -> true;
      case TOO_COSTLY -> tooCostly(incarnation);
    };
  }

  /** Tells what was only counted so far. */
  void tellRest() {
    throttle.rest().ifPresent(this::tell);
  }

  private boolean found(MatchThrottle.Match match) {
    Optional<MatchThrottle.Told> told = throttle.take(match);
    if (told.isPresent()) {
      tell(told.get());
    } else if (throttle.isFirstUntold()) {
      ports.later().accept(this);
    }
    return true;
  }

  private boolean tooCostly(int incarnation) {
    if (costly.incrementAndGet() == FirstMatch.MAX_COSTLY) {
      ports
          .events()
          .accept(
              new ProcessEvent.PatternGivenUp(
                  path, incarnation, spec.name(), "it takes too long to look for it"));
    }
    return costly.get() < FirstMatch.MAX_COSTLY;
  }

  private void tell(MatchThrottle.Told told) {
    MatchThrottle.Match match = told.match();
    LineMatch line = new LineMatch(spec.name(), match.stream(), match.line(), told.untold());
    ports
        .events()
        .accept(
            spec.action() == PatternSpec.Action.ALERT
                ? new ProcessEvent.PatternAlert(path, match.incarnation(), line)
                : new ProcessEvent.PatternMatched(path, match.incarnation(), line));
  }

  private static String shortened(String line) {
    if (line.length() <= MAX_TOLD) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(MAX_TOLD - 1)) ? MAX_TOLD - 1 : MAX_TOLD;
    return line.substring(0, end) + "…";
  }
}
