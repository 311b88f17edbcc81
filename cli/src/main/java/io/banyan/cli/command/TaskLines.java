package io.banyan.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lines that are tasks, as many at once as fit into a request. */
final class TaskLines {

  // Well below what a request may have, whatever its characters become in JSON.
  private static final int BATCH_CHARACTERS = 8_000;
  private static final int BATCH_TASKS = 200;

  private final BufferedReader lines;

  TaskLines(BufferedReader lines) {
    this.lines = lines;
  }

  /** The next ones; empty at the end. */
  List<String> next() throws IOException {
    List<String> tasks = new ArrayList<>();
    int characters = 0;
    while (characters < BATCH_CHARACTERS && tasks.size() < BATCH_TASKS) {
      String line = lines.readLine();
      if (line == null) {
        break;
      }
      tasks.add(line);
      characters += line.length();
    }
    return tasks;
  }
}
