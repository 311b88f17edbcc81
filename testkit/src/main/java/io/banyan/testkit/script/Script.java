package io.banyan.testkit.script;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the incarnations of one process do, told from the launch on.
 *
 * <pre>{@code
 * Script.process("database")
 *     .after(ofSeconds(2)).prints("ready for connections")
 *     .after(ofMinutes(1)).exits(7)
 *     .times(3)
 *     .then().prints("ready for connections").ignores(Signal.TERM)
 * }</pre>
 *
 * <p>A process without a script runs until it is asked to end, and then ends at once. A signal does
 * what it does to a program that says nothing about it: it ends it, unless it is one of {@code
 * CHLD, CONT, URG, WINCH} or one that suspends, which are taken note of and otherwise ignored.
 * After the last step a process runs on. The last incarnation that is told holds for all later
 * ones.
 *
 * <p>Immutable: every method returns a script that says more.
 */
public final class Script {

  private static final List<Signal> ASKING_TO_END =
      List.of(Signal.TERM, Signal.INT, Signal.QUIT, Signal.ABRT, Signal.HUP);

  private final String name;
  private final boolean ofCommand;
  private final List<Life> before;
  private final Life current;

  private Script(String name, boolean ofCommand, List<Life> before, Life current) {
    this.name = name;
    this.ofCommand = ofCommand;
    this.before = List.copyOf(before);
    this.current = current;
  }

  /** Of the child with this id, or at this path in the tree ({@code workers/mailer}). */
  public static Script process(String idOrPath) {
    return new Script(idOrPath, false, List.of(), Life.QUIET);
  }

  /**
   * Of every process whose program has this file name ({@code pg_isready}), whoever launches it:
   * for what a child runs besides itself. Goes before {@link #process}.
   */
  public static Script command(String program) {
    return new Script(program, true, List.of(), Life.QUIET);
  }

  // What it does, in order

  /** What follows happens after this time. */
  public Script after(Duration duration) {
    return step(new Step.Wait(duration));
  }

  /** It writes a line to its standard output. */
  public Script prints(String line) {
    return step(new Step.Print(OutputStreamKind.STDOUT, line));
  }

  /** It writes a line to its standard error. */
  public Script complains(String line) {
    return step(new Step.Print(OutputStreamKind.STDERR, line));
  }

  /**
   * It accepts connections on this port, and answers 200 as a web server. Until then, and when it
   * has ended, they are refused.
   */
  public Script listensOn(int port) {
    return listensOn(port, 200);
  }

  /** The same, but as a web server it answers with this status. */
  public Script listensOn(int port, int status) {
    return step(new Step.Listen(port, status));
  }

  /** It accepts no connections on this port any more. */
  public Script hangsUp(int port) {
    return step(new Step.HangUp(port));
  }

  /** It tells that it is ready ({@code ready.notify}). Without this step it does so at once. */
  public Script tellsReady() {
    return step(new Step.TellReady());
  }

  /** It ends by itself with this exit code, 0 to 255. */
  public Script exits(int code) {
    return step(new Step.End(new ExitStatus.Exited(code)));
  }

  /** A signal from somewhere else ends it. */
  public Script dies(Signal signal) {
    return step(new Step.End(new ExitStatus.Signaled(signal, false)));
  }

  // What it is like, from the launch to the end

  /** It cannot be launched. */
  public Script failsToLaunch(LaunchFailure reason) {
    return with(current.withFailure(reason));
  }

  /**
   * It takes no notice of these signals; KILL cannot be ignored.
   *
   * @throws IllegalArgumentException for KILL
   */
  public Script ignores(Signal... signals) {
    List<Signal> all = List.of(signals);
    if (all.contains(Signal.KILL)) {
      throw new IllegalArgumentException("nobody can ignore KILL");
    }
    return with(current.on(all, usual -> new Reaction.Ignore()));
  }

  /** Asked to end (TERM, INT, QUIT, ABRT, HUP) it takes this long to do so. */
  public Script stopsAfter(Duration time) {
    return with(
        current.on(
            ASKING_TO_END,
            reaction ->
                reaction instanceof Reaction.End end
                    ? new Reaction.End(time, end.status())
                    : reaction));
  }

  /** Asked to end (TERM, INT, QUIT, ABRT, HUP) it exits with this code after this time. */
  public Script stopsAfter(Duration time, int code) {
    return with(
        current.on(ASKING_TO_END, reaction -> new Reaction.End(time, new ExitStatus.Exited(code))));
  }

  /** It writes what this makes of each line of its standard input. */
  public Script answers(Function<String, String> answer) {
    return with(
        current.withReading(
            new Life.Reading(line -> List.of(answer.apply(line)), current.reading().exitAtEnd())));
  }

  /** It exits with this code at the end of its standard input. */
  public Script exitsAtEndOfInput(int code) {
    return with(
        current.withReading(new Life.Reading(current.reading().answers(), OptionalInt.of(code))));
  }

  /** When it ends, others of its process group live on until KILL. */
  public Script leavesChildren() {
    return with(current.withLeaving(new Life.Leaving(true, current.leaving().daemon())));
  }

  /** When it ends, somebody who has left its process group holds its output open. */
  public Script leavesDaemon() {
    return with(current.withLeaving(new Life.Leaving(current.leaving().survivors(), true)));
  }

  // Which incarnation

  /** So do this many incarnations in a row; at least 1. */
  public Script times(int incarnations) {
    return with(current.withTimes(incarnations));
  }

  /** What follows is about the next incarnation. */
  public Script then() {
    List<Life> lives = new ArrayList<>(before);
    lives.add(current);
    return new Script(name, ofCommand, lives, Life.QUIET);
  }

  // For the engine

  String name() {
    return name;
  }

  /** The ports that any of its incarnations opens. */
  List<Integer> ports() {
    return Stream.concat(before.stream(), Stream.of(current))
        .flatMap(life -> life.ports().stream())
        .toList();
  }

  boolean isOfCommand() {
    return ofCommand;
  }

  /** What the n-th launch, counted from 1, does. */
  Life life(int launch) {
    int left = launch;
    for (Life life : before) {
      left -= life.times();
      if (left <= 0) {
        return life;
      }
    }
    return current;
  }

  private Script step(Step step) {
    return with(current.then(step));
  }

  private Script with(Life life) {
    return new Script(name, ofCommand, before, life);
  }
}
