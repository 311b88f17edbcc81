package io.banyan.pool.function;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.process.ProcessRuntime;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A runtime with one function, which is to be killed by a test. */
public final class FunctionHostProgram {

  private FunctionHostProgram() {}

  /** Prints what the function prints: which process it is. */
  public static void main(String[] args) throws InterruptedException {
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "host");
    ProcessRuntime runtime = ProcessRuntime.start(ConfigFactory.load(), System.getenv());
    try (FunctionProcesses functions = FunctionProcesses.of(system, runtime)) {
      functions.run(Work::printPid).tryAwait();
    }
  }
}
