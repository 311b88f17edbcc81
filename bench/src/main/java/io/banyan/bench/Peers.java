package io.banyan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Other supervisors, as far as they are on the {@code PATH}, as keepers of one child. */
final class Peers {

  private static final String[] KNOWN = {"runsv", "s6-supervise", "supervisord", "erl"};

  private final Folder folder;

  Peers(Folder folder) {
    this.folder = folder;
  }

  /** Those found, ready to keep this command; tells those that are not. */
  Map<String, Keeper> found(List<String> command) throws IOException {
    Map<String, Keeper> found = new LinkedHashMap<>();
    for (String name : KNOWN) {
      Optional<Path> program = NativePrograms.find(name);
      if (program.isEmpty()) {
        System.out.println(name + " is not on the PATH: left out");
      } else if (name.equals("erl")) {
        System.out.println("erl found, but a supervisor for it is not written here: left out");
      } else {
        found.put(name, keeper(name, program.get(), command));
      }
    }
    return found;
  }

  private Keeper keeper(String name, Path program, List<String> command) throws IOException {
    if (name.equals("supervisord")) {
      return new ProgramKeeper(
          List.of(program.toString(), "-n", "-c", supervisorConfiguration(command).toString()),
          Map.of());
    }
    Path service = Files.createDirectory(folder.file(name));
    Path run = Files.writeString(service.resolve("run"), "#!/bin/sh\nexec " + quoted(command));
    Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new ProgramKeeper(List.of(program.toString(), service.toString()), Map.of());
  }

  private Path supervisorConfiguration(List<String> command) throws IOException {
    String text =
        """
        [supervisord]
        nodaemon=true
        logfile=/dev/null
        logfile_maxbytes=0
        pidfile=%s
        [program:kept]
        command=%s
        autorestart=true
        startsecs=0
        """
            .formatted(folder.file("supervisord.pid"), String.join(" ", command));
    return Files.writeString(folder.file("supervisord.conf"), text);
  }

  private static String quoted(List<String> command) {
    StringBuilder line = new StringBuilder();
    command.forEach(word -> line.append(" '").append(word.replace("'", "'\\''")).append('\''));
    return line.append('\n').toString();
  }
}
