package io.banyan.runtime.process;

import io.banyan.runtime.adoption.NotedLaunch;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.SignalScope;
import io.banyan.runtime.output.FollowedFiles;

/** A process that is noted for the next runtime, and whose output is read from its files. */
record OutlivingProcess(OsProcess process, FollowedFiles files, NotedLaunch noted)
    implements OsProcess {

  @Override
  public ProcessIdentity identity() {
    return process.identity();
  }

  @Override
  public SignalOutcome signal(Signal signal, SignalScope scope) {
    return process.signal(signal, scope);
  }

  /** Asked after the end of the process: when there are none, the group is gone. */
  @Override
  public boolean hasSurvivors() {
    boolean survivors = process.hasSurvivors();
    if (!survivors) {
      noted.ended();
      files.finish();
    }
    return survivors;
  }

  @Override
  public void resume(OutputStreamKind stream) {}

  @Override
  public void closeOutput() {
    files.finish();
  }
}
