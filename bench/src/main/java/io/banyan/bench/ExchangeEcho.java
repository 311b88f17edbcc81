package io.banyan.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.banyan.channels.exchange.Exchange;
import io.banyan.channels.exchange.ExchangeSettings;
import io.banyan.channels.exchange.Exchanges;
import io.banyan.channels.exchange.Protocol;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The same through a client that knows which answer belongs to which request, to a child of a tree.
 */
final class ExchangeEcho implements Echo {

  private final BenchTree tree;
  private final Exchanges exchanges;
  private final Exchange<String, String> exchange;
  private final String line;
  private final int lineBytes;

  private ExchangeEcho(BenchTree tree, Exchanges exchanges, byte[] line, int atOnce) {
    this.tree = tree;
    this.exchanges = exchanges;
    this.line = new String(line, US_ASCII).strip();
    this.lineBytes = line.length;
    this.exchange =
        exchanges.open(
            new ChildPath("echo"),
            ExchangeSettings.of(Protocol.lines(), exchanges.limits().withMaxInFlight(atOnce)));
  }

  /**
   * A child that runs this.
   *
   * @param line what is sent, with its end
   * @param atOnce so many requests at a time
   */
  static Echo of(String program, byte[] line, int atOnce) throws InterruptedException {
    BenchTree tree = BenchTree.create("linux", Duration.ofSeconds(10));
    ExchangeEcho echo = new ExchangeEcho(tree, tree.exchanges(), line, atOnce);
    tree.start(List.of(reading(BenchTree.child("echo", List.of(program)))));
    return echo;
  }

  private static ChildSpec reading(ChildSpec child) {
    ChildDefinition.ProcessChild declared = (ChildDefinition.ProcessChild) child.definition();
    return ChildSpec.of(
        child.id(),
        new ChildDefinition.ProcessChild(
            declared.process().withStdin(StdinSource.PIPE), declared.task()));
  }

  @Override
  public void exchange(byte[] request) throws Exception {
    int lines = request.length / lineBytes;
    if (lines == 1) {
      check(exchange.request(line).get());
      return;
    }
    List<CompletableFuture<String>> answers = new ArrayList<>(lines);
    for (int i = 0; i < lines; i++) {
      answers.add(exchange.request(line));
    }
    for (CompletableFuture<String> answer : answers) {
      check(answer.get());
    }
  }

  private void check(String answer) throws IOException {
    if (!answer.equals(line)) {
      throw new IOException("not what was sent: " + answer);
    }
  }

  @Override
  public void close() throws Exception {
    exchanges.close();
    Cleanup.close(tree);
  }
}
