package io.banyan.supervision.spec;

import io.banyan.runtime.event.ChildPath;
import java.time.Duration;

/**
 * One child of a supervisor, as declared. OTP's child spec.
 *
 * @param id its name, unique in the tree, of the form {@link ChildPath#ID}
 * @param restart when it is restarted after it ended by itself
 * @param restartDelay how long to wait before each restart of its own; 0 for none
 * @param definition what it is
 */
public record ChildSpec(
    String id, RestartType restart, Duration restartDelay, ChildDefinition definition) {

  public ChildSpec {
    if (!ChildPath.ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not an id: " + id);
    }
    if (restartDelay.isNegative()) {
      throw new IllegalArgumentException("negative restart delay: " + restartDelay);
    }
  }

  public boolean isTemporary() {
    return restart == RestartType.TEMPORARY;
  }
}
