package io.banyan.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A supervisor that is a program of its own, started with a pipe as its standard input. */
final class ProgramKeeper implements Keeper {

  private final List<String> words;
  private final Map<String, String> environment;
  private Optional<Process> running = Optional.empty();

  ProgramKeeper(List<String> words, Map<String, String> environment) {
    this.words = words;
    this.environment = environment;
  }

  @Override
  public void keep(List<String> command, int siblings) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    running = Optional.of(builder.start());
  }

  @Override
  public void close() throws Exception {
    if (running.isEmpty()) {
      return;
    }
    Process process = running.get();
    process.getOutputStream().close();
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
