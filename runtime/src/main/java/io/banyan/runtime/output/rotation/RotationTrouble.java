package io.banyan.runtime.output.rotation;

import java.io.IOException;

/** Told what could not be done beside writing. From any thread; must not block. */
@FunctionalInterface
public interface RotationTrouble {

  /**
   * Takes one trouble.
   *
   * @param what the file and what is not done with it: {@code /log/x.log is not rotated}
   * @param why what the system said
   */
  void tell(String what, IOException why);
}
