package io.banyan.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Something that keeps one child running, beside siblings that do nothing. */
interface Keeper extends AutoCloseable {

  /** Starts keeping. */
  void keep(List<String> command, int siblings) throws Exception;

  /** Ends the child, its siblings and itself. */
  @Override
  void close() throws Exception;

  /** Banyan's tree on one of its engines. */
  static Keeper banyan(String engine) {
    BenchTree tree = BenchTree.create(engine, java.time.Duration.ZERO);
    return new Keeper() {
      @Override
      public void keep(List<String> command, int siblings) throws Exception {
        var children = BenchTree.idleChildren(siblings);
        children.add(BenchTree.child("kept", command));
        tree.start(children);
      }

      @Override
      public void close() {
        Cleanup.close(tree);
      }
    };
  }

  /** What a program does without any library. */
  static Keeper processBuilder() {
    return new ProcessBuilderKeeper();
  }

  /** Another program; its group, or it alone, goes when its standard input ends. */
  static Keeper program(List<String> words) {
    return new ProgramKeeper(words, Map.of());
  }

  /**
   * The loop in C.
   *
   * @param mode {@code supervise}, or {@code supervise-alike} for all calls the linux engine makes
   */
  static Keeper floor(Path floor, String mode) {
    return new Keeper() {
      private final List<Keeper> running = new ArrayList<>();

      @Override
      public void keep(List<String> command, int siblings) throws Exception {
        List<String> words = new ArrayList<>(List.of(floor.toString(), mode));
        words.add(Integer.toString(siblings));
        words.addAll(command);
        Keeper keeper = program(words);
        running.add(keeper);
        keeper.keep(command, siblings);
      }

      @Override
      public void close() throws Exception {
        for (Keeper keeper : running) {
          keeper.close();
        }
      }
    };
  }

  /** Starts again in {@code onExit}. */
  final class ProcessBuilderKeeper implements Keeper {
    // Nobody guards these: they read a pipe that only this JVM has open, and end with it.
    private static final List<String> UNTIL_END_OF_INPUT = List.of("/bin/cat");

    private final Queue<Process> started = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    @Override
    public void keep(List<String> command, int siblings) throws IOException {
      for (int i = 0; i < siblings; i++) {
        started.add(new ProcessBuilder(UNTIL_END_OF_INPUT).start());
      }
      again(command);
    }

    private void again(List<String> command) {
      try {
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        process.onExit().thenAccept(ended -> successor(ended, command));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private void successor(Process ended, List<String> command) {
      if (!closed) {
        again(command);
        started.remove(ended);
        closeStreams(ended);
      }
    }

    private static void closeStreams(Process ended) {
      try (var in = ended.getOutputStream();
          var out = ended.getInputStream();
          var err = ended.getErrorStream()) {
        // All that is to be done is to close them.
      } catch (IOException e) {
        System.err.println("closing the streams of an ended process: " + e);
      }
    }

    @Override
    public void close() {
      closed = true;
      started.forEach(Process::destroyForcibly);
    }
  }
}
