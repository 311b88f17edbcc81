package io.banyan.runtime.containment;

import io.banyan.runtime.engine.Signal;
import java.time.Duration;

/**
 * What an incarnation that has ended may have left behind, and how to end it.
 *
 * @param incarnation as in {@link io.banyan.runtime.engine.LaunchSpec#COOKIE}
 * @param signal what asks to end; CONT follows where it is suspended
 * @param grace time from that signal to KILL; zero kills at once
 * @param awaited whether somebody waits for it; otherwise it may begin a little later, together
 *     with others
 * @param everything also what is declared to be left, because nobody knows who is the process
 *     itself
 */
public record Remains(
    String incarnation, Signal signal, Duration grace, boolean awaited, boolean everything) {

  /** Without what is declared to be left. */
  public Remains(String incarnation, Signal signal, Duration grace, boolean awaited) {
    this(incarnation, signal, grace, awaited, false);
  }
}
