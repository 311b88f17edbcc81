package io.banyan.runtime.process;

import java.util.ArrayList;
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

  /** The same with more arguments, which a line of the shell sees as {@code $1} and so on. */
  default ProcessCommand with(List<String> arguments) {
    if (arguments.isEmpty()) {
      return this;
    }
    List<String> words = new ArrayList<>(argv());
    if (this instanceof Shell) {
      // What comes first after the line is $0, the name under which the shell speaks.
      words.add("sh");
    }
    words.addAll(arguments);
    return new Argv(words);
  }
}
