package io.banyan.runtime.probe;

import java.util.List;

/** Decides what answers mean, and when to ask. */
public sealed interface Judge permits Readiness, Liveness {

  /** The pause between two questions is over. */
  List<ProbeAction> due();

  /** The answer to the question asked last. */
  List<ProbeAction> answered(ProbeResult result);
}
