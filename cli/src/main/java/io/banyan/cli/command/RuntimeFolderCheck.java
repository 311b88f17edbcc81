package io.banyan.cli.command;

import io.banyan.control.endpoint.PrivateFolder;
import io.banyan.runtime.diagnosis.Check;
import io.banyan.runtime.diagnosis.Finding;
import io.banyan.runtime.diagnosis.FolderCheck;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.inspect.ProcessIdentities;
import io.banyan.runtime.pidfile.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The runtime directory: private, writable, and good for pid files. */
record RuntimeFolderCheck(Path folder) implements Check {

  @Override
  public String name() {
    return "runtime folder";
  }

  @Override
  public Finding run() throws IOException {
    Finding writable =
        new FolderCheck(name(), folder, "banyan up cannot be found by other commands, or started.")
            .run();
    if (writable.verdict() != Finding.Verdict.OK || !Files.exists(folder)) {
      return writable;
    }
    try {
      PrivateFolder.ensure(folder);
    } catch (IOException open) {
      return Finding.failed(
          name(),
          String.valueOf(open.getMessage()),
          "banyan up refuses it: others could read its token or replace its files.",
          "chmod 700 " + folder);
    }
    return pidFile() ? writable : broken();
  }

  private boolean pidFile() throws IOException {
    ProcessIdentity self = ProcessIdentities.current();
    PidFile file = new PidFile(folder.resolve(".doctor-" + self.pid() + ".pid"));
    try {
      file.claim(self);
      return file.state().equals(new PidFile.State.Live(self)) && file.release(self);
    } finally {
      Files.deleteIfExists(file.path());
    }
  }

  private Finding broken() {
    return Finding.failed(
        name(),
        "a pid file that was written does not tell its process",
        "Pid files cannot be trusted here.",
        "Choose a folder on a local file system.");
  }
}
