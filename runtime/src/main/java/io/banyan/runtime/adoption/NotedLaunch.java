package io.banyan.runtime.adoption;

import io.banyan.runtime.engine.ProcessIdentity;

/**
 * What is noted of one incarnation while it lives. Used by one thread at a time. A note that cannot
 * be written never keeps a process from running: the next runtime finds it by its cookie, and ends
 * it instead of going on with it.
 */
public final class NotedLaunch {

  private final Adoption adoption;
  private LaunchNote note;
  private boolean over;

  NotedLaunch(Adoption adoption, LaunchNote note) {
    this.adoption = adoption;
    this.note = note;
  }

  /** It runs. */
  public void launched(ProcessIdentity process) {
    note = note.launched(process);
    adoption.write(note);
  }

  /** It was asked to end: a runtime after this one does not go on with it. */
  public void stopping() {
    if (note.phase() != LaunchNote.Phase.STOPPING) {
      note(LaunchNote.Phase.STOPPING);
    }
  }

  /** It is ready. */
  public void ready() {
    if (note.phase() == LaunchNote.Phase.LAUNCHED) {
      note(LaunchNote.Phase.READY);
    }
  }

  /** It is gone with its group, or was never there. Idempotent. */
  public void ended() {
    if (!over) {
      over = true;
      adoption.remove(note);
    }
  }

  private void note(LaunchNote.Phase phase) {
    if (!over) {
      note = note.in(phase);
      adoption.write(note);
    }
  }
}
