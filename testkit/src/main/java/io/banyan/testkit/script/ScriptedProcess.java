package io.banyan.testkit.script;

import io.banyan.runtime.engine.ExitListener;
import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.ProcessInput;
import io.banyan.runtime.engine.ResourceUsage;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.SignalScope;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.testkit.time.ManualTime;
import java.util.ArrayList;
import java.util.List;

/**
 * One incarnation that a {@link Script} told what to do, and that a test can tell more. What a test
 * tells happens before the method returns, with all that follows from it without time passing.
 */
public final class ScriptedProcess {

  private final ProcessIdentity identity;
  private final LaunchSpec spec;
  private final ExitListener onExit;
  private final Life life;
  private final ManualTime time;
  private final ScriptedNetwork network;
  private final ScriptedOutput stdout;
  private final ScriptedOutput stderr;
  private final ScriptedInput input;
  private final List<Signal> signals = new ArrayList<>();
  private final List<String> read = new ArrayList<>();
  private boolean alive = true;
  private boolean survivors;
  private boolean ending;

  /** The time it lives in, and the network. */
  record World(ManualTime time, ScriptedNetwork network) {}

  ScriptedProcess(long pid, LaunchSpec spec, ExitListener onExit, Life life, World world) {
    this.identity = new ProcessIdentity(pid, pid);
    this.spec = spec;
    this.onExit = onExit;
    this.life = life;
    this.time = world.time();
    this.network = world.network();
    this.stdout = new ScriptedOutput(spec.stdout());
    this.stderr = new ScriptedOutput(spec.stderr());
    this.input =
        new ScriptedInput(line -> time.soon(() -> reads(line)), () -> time.soon(this::readsEnd));
    this.survivors = life.leaving().survivors();
  }

  // What can be seen of it

  /** Its process id; 101 for the first launch of an engine. */
  public long pid() {
    return identity.pid();
  }

  /** Program, arguments, directory and variables with which it was launched. */
  public LaunchSpec spec() {
    return spec;
  }

  public synchronized boolean isAlive() {
    return alive;
  }

  /** Every signal that reached it or its group, in order. */
  public synchronized List<Signal> signals() {
    return List.copyOf(signals);
  }

  /** Every line that it has read from its standard input, in order. */
  public synchronized List<String> read() {
    return List.copyOf(read);
  }

  // What a test tells it

  /** It ends by itself with this exit code. Nothing happens when it has ended. */
  public void exits(int code) {
    now(() -> end(new ExitStatus.Exited(code)));
  }

  /** A signal from somewhere else ends it. Nothing happens when it has ended. */
  public void dies(Signal signal) {
    now(() -> end(new ExitStatus.Signaled(signal, false)));
  }

  /** It writes a line to its standard output. */
  public void prints(String line) {
    now(() -> stdout.write(line + "\n"));
  }

  /** It writes a line to its standard error. */
  public void complains(String line) {
    now(() -> stderr.write(line + "\n"));
  }

  private void now(Runnable task) {
    time.soon(task);
    time.settle();
  }

  // What it does by itself, in the thread of the actors

  void begin() {
    if (!life.tellsReady()) {
      time.soon(this::tellReady);
    }
    time.soon(() -> go(0));
  }

  private void tellReady() {
    spec.notifications().ifPresent(told -> told.ready().run());
  }

  private void go(int from) {
    for (int i = from; i < life.steps().size() && isAlive(); i++) {
      Step step = life.steps().get(i);
      if (step instanceof Step.Wait wait) {
        int next = i + 1;
        time.after(wait.duration(), () -> go(next));
        return;
      } else if (step instanceof Step.Print print) {
        output(print.stream()).write(print.line() + "\n");
      } else if (step instanceof Step.End end) {
        end(end.status());
      } else {
        face(step);
      }
    }
  }

  /** What it shows to those who ask whether it is ready, or well. */
  private void face(Step step) {
    if (step instanceof Step.Listen listen) {
      network.answers(listen.port(), listen.status());
    } else if (step instanceof Step.HangUp hangUp) {
      network.refuses(hangUp.port());
    } else if (step instanceof Step.TellReady) {
      tellReady();
    }
  }

  private void reads(String line) {
    synchronized (this) {
      if (!alive) {
        return;
      }
      read.add(line);
    }
    life.reading().answers().to(line).forEach(answer -> stdout.write(answer + "\n"));
  }

  private void readsEnd() {
    life.reading().exitAtEnd().ifPresent(code -> end(new ExitStatus.Exited(code)));
  }

  private void end(ExitStatus status) {
    synchronized (this) {
      if (!alive) {
        return;
      }
      alive = false;
    }
    life.ports().forEach(network::refuses);
    onExit.onExit(new ProcessExit(status, ResourceUsage.UNKNOWN));
    if (!life.leaving().daemon()) {
      closeOutput();
    }
  }

  private void closeOutput() {
    stdout.close();
    stderr.close();
    input.close();
  }

  private ScriptedOutput output(OutputStreamKind stream) {
    return stream == OutputStreamKind.STDOUT ? stdout : stderr;
  }

  // What the runtime does with it

  SignalOutcome signal(Signal signal) {
    Reaction reaction = life.to(signal);
    synchronized (this) {
      if (!alive && !survivors) {
        return new SignalOutcome.NobodyThere();
      }
      signals.add(signal);
      survivors &= !signal.equals(Signal.KILL);
      if (reaction instanceof Reaction.End end && alive) {
        endAfter(end);
      }
    }
    return new SignalOutcome.Delivered();
  }

  /** The first request to end counts, unless it is a quicker one. */
  private void endAfter(Reaction.End end) {
    if (end.after().isZero()) {
      time.soon(() -> end(end.status()));
    } else if (!ending) {
      ending = true;
      time.after(end.after(), () -> end(end.status()));
    }
  }

  ProcessIdentity identity() {
    return identity;
  }

  OsProcess face(SignalGate gate) {
    return new Face(gate);
  }

  /** Whether the system lets a signal through. */
  @FunctionalInterface
  interface SignalGate {
    SignalOutcome send(Signal signal);
  }

  private final class Face implements OsProcess {
    private final SignalGate gate;

    Face(SignalGate gate) {
      this.gate = gate;
    }

    @Override
    public ProcessIdentity identity() {
      return identity;
    }

    @Override
    public SignalOutcome signal(Signal signal, SignalScope scope) {
      return gate.send(signal);
    }

    @Override
    public boolean hasSurvivors() {
      synchronized (ScriptedProcess.this) {
        return survivors;
      }
    }

    @Override
    public ProcessInput stdin() {
      return spec.stdin() == StdinSource.PIPE ? input : ProcessInput.NONE;
    }

    @Override
    public void resume(OutputStreamKind stream) {
      time.soon(output(stream)::resume);
    }

    @Override
    public void closeOutput() {
      time.soon(ScriptedProcess.this::closeOutput);
    }
  }

  @Override
  public String toString() {
    return "%d %s%s"
        .formatted(pid(), String.join(" ", spec.command()), isAlive() ? "" : " (ended)");
  }
}
