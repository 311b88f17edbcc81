package io.banyan.pool.worker;

import io.banyan.pool.worker.machine.PoolRules;
import io.banyan.runtime.containment.OnRuntimeDeath;
import io.banyan.runtime.output.WhenFull;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.supervision.config.AddedChildren;
import io.banyan.supervision.config.ObjectReader;
import io.banyan.supervision.config.Section;
import java.util.List;
import java.util.Optional;

/** Adds the pools of {@code banyan.pools} to the tree. */
public final class PoolSection implements Section {

  private static final int LONGEST_NAME = 64 - "-workers".length();

  @Override
  public String name() {
    return "pools";
  }

  @Override
  public void read(ObjectReader reader, AddedChildren children) {
    ObjectReader defaults = children.defaults("pool");
    PoolReader.rules(defaults);
    PoolReader.protocol(defaults);
    for (String name : children.names(reader)) {
      if (name.length() > LONGEST_NAME) {
        reader.mistake(name, "may be at most " + LONGEST_NAME + " characters long");
        reader.object(name).acceptAll();
      } else {
        pool(reader, name, children);
      }
    }
  }

  private static void pool(ObjectReader reader, String name, AddedChildren children) {
    ObjectReader own = reader.object(name);
    ObjectReader pool = own.withDefaults(children.defaults("pool"));
    PoolRules rules = PoolReader.rules(pool);
    WireProtocol protocol = PoolReader.protocol(pool);
    own.refuse(List.of("stdin"), "is for other processes: a pool writes its tasks there");
    ProcessSpec process = children.process(own, name);
    check(own, process);
    PoolDefinition<String, String> definition =
        new PoolDefinition<>(name, rules, new ProcessWorkers(process, protocol), Optional.empty());
    children.add(reader, name, definition.spec(), definition.workerIds());
  }

  private static void check(ObjectReader own, ProcessSpec process) {
    if (process.output().stdout().whenFull() == WhenFull.DROP) {
      own.object("stdout")
          .mistake("when-full", "must be block: results are read there, and none may be lost");
    }
    if (process.onRuntimeDeath() != OnRuntimeDeath.KILL) {
      own.mistake("on-runtime-death", "must be kill: a worker cannot outlive its pool");
    }
    if (process.pidFile().isPresent()) {
      own.mistake("pid-file", "is for one process, and a pool has several");
    }
  }
}
