package io.banyan.runtime.attachment;

/** Uses some streams of a child, over all its incarnations. */
@FunctionalInterface
public interface StreamUser {

  /**
   * There is an incarnation, about to be launched or running already. Called while the child is
   * locked: must do nothing but make the session.
   */
  StreamSession begin(StreamLife life);
}
