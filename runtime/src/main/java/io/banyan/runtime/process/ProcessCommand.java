package io.banyan.runtime.process;

import java.util.List;

/** What is run: a program with its arguments, or a line for the shell. */
public sealed interface ProcessCommand {

  /** Program and arguments, at least the program; passed on exactly as they are. */
  record Argv(List<String> words) implements ProcessCommand {
    public Argv {
      words = List.copyOf(words);
      if (words.isEmpty() || words.get(0).isEmpty()) {
        throw new IllegalArgumentException("a command needs a program");
      }
    }

    @Override
    public List<String> argv() {
      return words;
    }
  }

  /** A line for {@code /bin/sh -c}. */
  record Shell(String line) implements ProcessCommand {
    public Shell {
      if (line.isBlank()) {
        throw new IllegalArgumentException("a command needs a program");
      }
    }

    @Override
    public List<String> argv() {
      return List.of("/bin/sh", "-c", line);
    }
  }

  /** The words handed to the system. */
  List<String> argv();
}
