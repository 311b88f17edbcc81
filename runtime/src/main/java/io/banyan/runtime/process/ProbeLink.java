package io.banyan.runtime.process;

import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.Notifications;
import io.banyan.runtime.output.LineWatch;
import io.banyan.runtime.probe.ReadyCondition;
import io.banyan.runtime.probe.ReadySpec;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/** What the actor of a process has of the actor that asks how it is. Used by the former. */
final class ProbeLink {

  private final Optional<ActorRef<Probing.Command>> probing;
  private final @Nullable ReadyCondition condition;
  private LineWatch.@Nullable Subscription watch;

  private ProbeLink(Subject subject, Optional<ActorRef<Probing.Command>> probing) {
    this.probing = probing;
    this.condition = subject.spec().probes().ready().map(ReadySpec::condition).orElse(null);
  }

  /**
   * Makes ready to ask, if there is anything to be asked.
   *
   * @param told what is found out, in another thread
   * @param gone sent when nothing is asked any more and no program that asks is left
   */
  static <T> ProbeLink open(
      ActorContext<T> context, Subject subject, Consumer<Verdict> told, T gone) {
    if (subject.spec().probes().areNone()) {
      return new ProbeLink(subject, Optional.empty());
    }
    ActorRef<Probing.Command> probing =
        context.spawn(Probing.create(subject, told), "probes", DispatcherSelector.sameAsParent());
    context.watchWith(probing, gone);
    ProbeLink link = new ProbeLink(subject, Optional.of(probing));
    link.watch(subject);
    return link;
  }

  /** The launch, with what is needed so that the process can tell that it is ready. */
  LaunchSpec equip(LaunchSpec launch) {
    return probing.isPresent() && condition instanceof ReadyCondition.Notified notified
        ? launch.notifying(
            new Notifications(notified.channel(), () -> probing.get().tell(Probing.Fact.NOTIFIED)))
        : launch;
  }

  /**
   * It was launched or adopted: asks how it is from here on.
   *
   * @param wasReady one that was adopted had been ready before. What can be asked is asked again; a
   *     line or a word that it gave once is not given twice
   * @return whether it is ready, without being asked
   */
  boolean begun(boolean wasReady) {
    boolean ready =
        condition == null || (wasReady && !(condition instanceof ReadyCondition.Answers));
    if (ready) {
      stopWatching();
    }
    probing.ifPresent(actor -> actor.tell(ready ? Probing.Fact.READY : Probing.Fact.LAUNCHED));
    return ready;
  }

  /**
   * Nothing is to be asked any more. Idempotent.
   *
   * @param thorough what left the group of a program that asks is to be gone, too
   */
  void end(boolean thorough) {
    stopWatching();
    probing.ifPresent(actor -> actor.tell(new Probing.End(thorough)));
  }

  boolean isThere() {
    return probing.isPresent();
  }

  void stopWatching() {
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }

  /** From before the launch on, so that no line is missed. */
  private void watch(Subject subject) {
    if (condition instanceof ReadyCondition.LogLine line) {
      watch =
          subject
              .ports()
              .outputs()
              .watch(
                  subject.incarnation().path(),
                  LineWatch.first(
                      Pattern.compile(line.regex()),
                      line.streams(),
                      found -> probing.ifPresent(to -> to.tell(new Probing.Looked(found)))));
    }
  }
}
