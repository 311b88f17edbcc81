package io.banyan.runtime.process;

import io.banyan.runtime.adoption.LaunchNote;
import io.banyan.runtime.adoption.NotedLaunch;
import io.banyan.runtime.attachment.IncarnationStreams;
import io.banyan.runtime.containment.OnRuntimeDeath;
import io.banyan.runtime.dispatch.Relay;
import io.banyan.runtime.engine.Adoptee;
import io.banyan.runtime.engine.ExitListener;
import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchResult.Launched;
import io.banyan.runtime.engine.LaunchResult.NotLaunched;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.OutputFiles;
import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.limits.LimitGuard;
import io.banyan.runtime.output.FileTrouble;
import io.banyan.runtime.output.FollowedFiles;
import io.banyan.runtime.output.ProcessOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one incarnation begins: it is launched, or adopted where an earlier runtime has left it. Used
 * by one actor.
 */
final class Beginning {

  private final Incarnation incarnation;
  private final ProcessSpec spec;
  private final ProcessPorts ports;
  private final LimitGuard limits;
  private final ProcessOutput output;
  private final IncarnationEvents events;
  private final Announcement announcement;
  private final IncarnationStreams streams;
  private Optional<NotedLaunch> noted = Optional.empty();
  private Duration age = Duration.ZERO;
  private boolean wasReady;
  private boolean outdated;
  private boolean displaced;

  /** Who is told; from threads of the engine and of the output. */
  record Told(ExitListener onExit, Runnable onOutputEnd) {}

  Beginning(Subject subject, LimitGuard limits) {
    this.incarnation = subject.incarnation();
    this.spec = subject.spec();
    this.ports = subject.ports();
    this.limits = limits;
    this.output = subject.output();
    this.events = subject.events();
    this.announcement = new Announcement(subject.incarnation(), subject.spec());
    this.streams =
        ports
            .outputs()
            .attachments()
            .begin(incarnation.path(), incarnation.number(), StreamObstacles.of(spec));
  }

  /**
   * Begins, and publishes how.
   *
   * @param launchSpec what to run, given who takes its output
   */
  LaunchResult begin(Function<ProcessOutput.Handlers, LaunchSpec> launchSpec, Told told) {
    LaunchResult result = launchOrAdopt(launchSpec, told);
    if (result instanceof Launched launched) {
      displaced = !announcement.began(launched.process().identity());
      streams.launched(launched.process());
    }
    return result;
  }

  private LaunchResult launchOrAdopt(
      Function<ProcessOutput.Handlers, LaunchSpec> launchSpec, Told told) {
    Optional<LaunchNote> survivor = ports.adoption().survivor(incarnation.path());
    if (survivor.isPresent() && !isGoneSince(survivor.get())) {
      return adopt(survivor.get(), told);
    }
    if (survivor.isEmpty() && ports.adoption().isInherited(incarnation.toString())) {
      return refused("ESRCH", "What an earlier runtime has left of it has ended");
    }
    events.starting();
    // Whom that has woken does not wait for the launch.
    Relay.beforeBlocking();
    Optional<LaunchFailed> obstacle = announcement.obstacle();
    if (obstacle.isPresent()) {
      return new NotLaunched(obstacle.get());
    }
    LaunchResult result =
        spec.onRuntimeDeath() == OnRuntimeDeath.ADOPT
            ? launchToOutlive(launchSpec, told)
            : limits.launch(
                ports.engine(),
                launchSpec.apply(output.open(incarnation.number(), streams, told.onOutputEnd())),
                told.onExit());
    if (result instanceof Launched launched) {
      events.launched(launched.process().identity());
    }
    return result;
  }

  /** How long it may run from here on, if that is limited: it counts from its launch. */
  Optional<Duration> timeLeft() {
    return spec.limits()
        .timeout()
        .map(time -> time.minus(age))
        .map(left -> left.isNegative() ? Duration.ZERO : left);
  }

  /** Whether it was adopted, and had been ready before. */
  boolean wasReady() {
    return wasReady;
  }

  /** Whether it was adopted, but a reload has declared it otherwise before it was its turn. */
  boolean isOutdated() {
    return outdated;
  }

  /** Whether another process took its pid file while it was launched. */
  boolean isDisplaced() {
    return displaced;
  }

  /** It has ended, or nobody looks after it any more. */
  void ended(Outcome outcome, Optional<CrashReason> reason) {
    announcement.ended();
    streams.ended(outcome, reason);
  }

  /** It is ready: a later runtime will not find that out in every case. */
  void ready() {
    if (spec.probes().ready().isPresent()) {
      noted.ifPresent(NotedLaunch::ready);
    }
  }

  /** It was asked to end: no later runtime goes on with it. */
  void stopping() {
    noted.ifPresent(NotedLaunch::stopping);
    streams.ending();
  }

  /** Its main process has gone. */
  void leaderGone() {
    streams.ending();
  }

  private LaunchResult launchToOutlive(
      Function<ProcessOutput.Handlers, LaunchSpec> launchSpec, Told told) {
    Optional<OutputFiles> files = files();
    if (files.isEmpty() || !ports.adoption().isAvailable()) {
      return refused("ENOTSUP", "To outlive the runtime takes /proc, a state folder and log files");
    }
    FollowedFiles followed;
    try {
      followed = output.follow(files.get(), incarnation.number(), told.onOutputEnd());
    } catch (IOException failed) {
      return refused("EIO", "Cannot open its log file " + FileTrouble.words(failed));
    }
    NotedLaunch about = ports.adoption().about(note(followed));
    ProcessOutput.Handlers nobody =
        new ProcessOutput.Handlers(OutputHandler.NONE, OutputHandler.NONE);
    LaunchResult result =
        limits.launch(
            ports.engine(), launchSpec.apply(nobody).writingTo(files.get()), told.onExit());
    if (result instanceof Launched launched) {
      about.launched(launched.process().identity());
      return looksAfter(launched.process(), followed, about);
    }
    about.ended();
    followed.finish();
    return result;
  }

  /**
   * One that could not be adopted when it was time (no descriptor left) is killed; there must not
   * be another beside it.
   */
  private boolean isGoneSince(LaunchNote survivor) {
    if (survivor.number() == incarnation.number()) {
      return false;
    }
    boolean gone =
        survivor
            .process()
            .map(process -> ports.engine().signal(process, Signal.KILL))
            .filter(outcome -> !(outcome instanceof SignalOutcome.NobodyThere))
            .isEmpty();
    if (gone) {
      ports.adoption().take(survivor).ended();
    }
    return gone;
  }

  private LaunchResult adopt(LaunchNote survivor, Told told) {
    if (survivor.number() != incarnation.number() || survivor.process().isEmpty()) {
      return refused("EAGAIN", "What an earlier runtime has left of it could not be adopted");
    }
    LaunchResult result =
        ports
            .engine()
            .adopt(
                new Adoptee(survivor.process().get(), Optional.of(incarnation.toString())),
                told.onExit());
    if (result instanceof Launched launched) {
      OsProcess process = launched.process();
      age = age(survivor);
      wasReady = survivor.phase() == LaunchNote.Phase.READY;
      outdated = ports.adoption().isOutdated(survivor, Fingerprint.of(spec));
      events.adopted(process.identity(), survivor.launchedAt());
      limits.adopt(process);
      FollowedFiles followed =
          output.followAgain(
              new ProcessOutput.Earlier(process.identity().pid(), incarnation.number()),
              survivor.logFrom(),
              told.onOutputEnd());
      return looksAfter(process, followed, ports.adoption().take(survivor));
    }
    return result;
  }

  /** By the clock on the wall, which may have been put back. */
  private static Duration age(LaunchNote survivor) {
    Duration age = Duration.between(survivor.launchedAt(), Instant.now());
    return age.isNegative() ? Duration.ZERO : age;
  }

  private LaunchResult looksAfter(OsProcess process, FollowedFiles files, NotedLaunch launch) {
    noted = Optional.of(launch);
    return new Launched(new OutlivingProcess(process, files, launch));
  }

  private LaunchNote note(FollowedFiles files) {
    return new LaunchNote(
        incarnation.path(),
        incarnation.number(),
        ports.adoption().heritage().own(),
        Fingerprint.of(spec),
        Optional.empty(),
        new LaunchNote.End(spec.stopSignal(), grace(spec.shutdown())),
        Instant.now(),
        files.from(),
        LaunchNote.Phase.LAUNCHED);
  }

  private Optional<OutputFiles> files() {
    Optional<Path> stdout = spec.output().stdout().log();
    return stdout.flatMap(
        out -> spec.output().stderr().log().map(err -> new OutputFiles(out, err)));
  }

  private static Optional<Duration> grace(Shutdown shutdown) {
    if (shutdown instanceof Shutdown.Within within) {
      return Optional.of(within.grace());
    }
    return shutdown instanceof Shutdown.BrutalKill ? Optional.of(Duration.ZERO) : Optional.empty();
  }

  private static LaunchResult refused(String errno, String message) {
    return new NotLaunched(new LaunchFailed(errno, message));
  }
}
