package io.banyan.channels.process;

import io.banyan.runtime.attachment.Attachment;
import org.jspecify.annotations.Nullable;

/** Lets go of a stream, also when that is wanted before it was got hold of. */
final class Detaching implements Runnable {

  private @Nullable Attachment attachment;
  private boolean wanted;

  void attached(Attachment got) {
    synchronized (this) {
      attachment = got;
      if (!wanted) {
        return;
      }
    }
    got.close();
  }

  @Override
  public void run() {
    Attachment got;
    synchronized (this) {
      wanted = true;
      got = attachment;
    }
    if (got != null) {
      got.close();
    }
  }
}
