package io.banyan.testkit.random;

import static java.time.Duration.ofMillis;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.supervision.reload.ReloadResult;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.SupervisionTree;
import io.banyan.testkit.Answer;
import io.banyan.testkit.BanyanTestKit;
import io.banyan.testkit.script.LaunchFailure;
import io.banyan.testkit.script.Script;
import io.banyan.testkit.script.ScriptedProcess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The tree of production under the same steps as the {@link Model}. */
final class World implements AutoCloseable {

  private final BanyanTestKit kit = BanyanTestKit.create().random(new Random(Model.CHANCE));
  private final List<Answer<OperationResult>> answers = new ArrayList<>();
  private final Set<ChildPath> alive = new HashSet<>();
  private final List<String> trace = new ArrayList<>();
  private int seen;

  BanyanTestKit kit() {
    return kit;
  }

  void script(SupervisorSpec supervisor) {
    supervisor.children().forEach(this::script);
  }

  /** The second word of its command says how many milliseconds a process takes to end. */
  private void script(ChildSpec child) {
    if (child.definition() instanceof ChildDefinition.SupervisorChild below) {
      script(below.supervisor());
    } else if (child.definition() instanceof ChildDefinition.ProcessChild process) {
      String slowness = process.process().command().argv().get(1);
      kit.script(Script.process(child.id()).stopsAfter(ofMillis(Long.parseLong(slowness))));
    }
  }

  void begin(SupervisorSpec spec) {
    kit.run(spec);
  }

  void endsByItself(ChildPath process, int code) {
    kit.process(process.text()).exits(code);
  }

  String signal(ChildPath process) {
    SupervisionTree tree = kit.tree();
    return remember(kit.ask("signal " + process, any -> tree.signal(process, Signal.KILL))).told();
  }

  void launchesFail(ChildPath process, int times) {
    for (int i = 0; i < times; i++) {
      kit.engine().failNextLaunch(process.text(), LaunchFailure.EAGAIN);
    }
  }

  String operate(Step.Wish wish, ChildPath path) {
    return request(wish, path).told();
  }

  Request request(Step.Wish wish, ChildPath path) {
    SupervisionTree tree = kit.tree();
    return remember(
        kit.ask(
            wish + " " + path,
            any ->
                switch (wish) {
                  case START -> tree.start(path);
                  case STOP -> tree.stop(path, Optional.empty());
                  case RESTART -> tree.restart(path, Optional.empty());
                  case KILL -> tree.kill(path, Signal.INT);
                }));
  }

  Answer<ReloadResult> reload(SupervisorSpec spec) {
    script(spec);
    return kit.reload(spec);
  }

  /** Whether every step of it was made. */
  static boolean isMade(Answer<ReloadResult> reload) {
    return !reload.isPending()
        && reload.now() instanceof ReloadResult.Read read
        && read.steps().stream().allMatch(step -> step.result().filter(World::isDone).isPresent());
  }

  private static boolean isDone(OperationResult result) {
    return !(result instanceof OperationResult.Failed
        || result instanceof OperationResult.Refused
        || result instanceof OperationResult.NotFound);
  }

  private Request remember(Answer<OperationResult> answer) {
    answers.add(answer);
    return new Request(answer);
  }

  /** What an operator wanted. */
  record Request(Answer<OperationResult> answer) {

    String told() {
      if (answer.isPending()) {
        return "pending";
      }
      // The model does not care by which signal a child was stopped.
      return answer.now() instanceof OperationResult.ForceKilled
          ? "Stopped"
          : answer.now().getClass().getSimpleName();
    }
  }

  /** Every request that nobody has answered. */
  List<Answer<OperationResult>> unanswered() {
    return answers.stream().filter(Answer::isPending).toList();
  }

  boolean isAlive(ChildPath process) {
    return aliveOf(process) > 0;
  }

  /** Whether it is neither simply up nor simply down. */
  boolean isOnItsWay(ChildPath path) {
    LifecycleState state = kit.state(path.text());
    return state == LifecycleState.STARTING
        || state == LifecycleState.STOPPING
        || state == LifecycleState.RESTARTING;
  }

  long aliveOf(ChildPath process) {
    return kit.launches(process.text()).stream().filter(ScriptedProcess::isAlive).count();
  }

  /** What happened so far, in the words of the model. */
  List<String> trace() {
    List<ProcessEvent> events = kit.events().all();
    events.subList(seen, events.size()).forEach(this::note);
    seen = events.size();
    return trace;
  }

  private void note(ProcessEvent event) {
    ChildPath path = event.path();
    if (event instanceof ProcessEvent.Launched) {
      trace.add("launch " + path);
    } else if (event instanceof ProcessEvent.Starting) {
      alive.add(path);
    } else if (event instanceof ProcessEvent.Ready && !launches(path)) {
      trace.add("ready " + path);
    } else if (event instanceof ProcessEvent.Ended ended && alive.remove(path)) {
      trace.add((neverRan(ended) ? "fail " : "end ") + path);
    }
  }

  private boolean launches(ChildPath path) {
    return !kit.launches(path.text()).isEmpty();
  }

  private static boolean neverRan(ProcessEvent.Ended ended) {
    return ended.exit().filter(e -> e.status() instanceof ExitStatus.LaunchFailed).isPresent();
  }

  @Override
  public void close() {
    kit.close();
  }
}
