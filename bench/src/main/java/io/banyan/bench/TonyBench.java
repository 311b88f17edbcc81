package io.banyan.bench;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Tag;
import io.banyan.tony.diff.Diff;
import io.banyan.tony.json.JsonReader;
import io.banyan.tony.json.JsonWriter;
import io.banyan.tony.match.Query;
import io.banyan.tony.patch.Patch;
import io.banyan.tony.text.TonyReader;
import io.banyan.tony.text.TonyWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;

/**
 * A document of many processes: read, written, asked and changed. Processor time of the one thread
 * that does it counts, so that other work of the machine matters little.
 */
final class TonyBench {

  private static final int WARM_UP = 40;

  private final int processes;
  private final int rounds;
  private final Node document;
  private final String text;
  private final String json;
  private int sink;

  TonyBench(Options options) {
    processes = options.number("processes", 1000);
    rounds = options.number("rounds", 100);
    document = document();
    text = TonyWriter.write(document);
    json = JsonWriter.write(document);
  }

  void run() {
    LoadSettings settings = LoadSettings.builder().setBufferSize(text.length() + 2).build();
    Map<String, Runnable> texts = new LinkedHashMap<>();
    texts.put("compose, SnakeYAML Engine alone", () -> sink += compose(settings));
    texts.put("read", () -> sink += new TonyReader().read(text).weight());
    texts.put("write", () -> sink += TonyWriter.write(document).length());
    texts.put("read JSON", () -> sink += JsonReader.read(json).weight());
    texts.put("write JSON", () -> sink += JsonWriter.write(document).length());
    throughput(measure(texts));
    answers(measure(questions()));
    if (sink == 0) {
      throw new IllegalStateException("nothing was done");
    }
  }

  private int compose(LoadSettings settings) {
    return new Compose(settings).composeString(text).isPresent() ? 1 : 0;
  }

  private Map<String, Runnable> questions() {
    Query running = query("!trim {state: running, id: null, pid: null, name: null}");
    Query large = query("!trim {stat: {rss: !gt 900000}, id: null}");
    Query one = query("!trim {id: proc-500, stat: null}");
    Query files = query("!trim {id: null, fd: {path: !glob '*.log', fd: null}}");
    Node changed = change(document, processes / 2);
    Node diff = Diff.of(document, changed).orElseThrow();
    Node fewer = ListNode.of(((ListNode) document).elements().subList(1, processes));
    Node less = fewer.withTag(document.tag());
    Map<String, Runnable> questions = new LinkedHashMap<>();
    questions.put("serialise all", () -> sink += TonyWriter.write(document).length());
    questions.put("match, half of them, 4 fields", () -> sink += answer(running));
    questions.put("match, by a number, a tenth of them", () -> sink += answer(large));
    questions.put("match, one by its id", () -> sink += answer(one));
    questions.put("match, by a pattern in a list", () -> sink += answer(files));
    questions.put("understand a query", () -> sink += query("{state: running}").hashCode() & 1);
    questions.put("change one", () -> sink += change(document, processes / 2).height());
    questions.put("diff, one changed", () -> sink += weight(Diff.of(document, changed)));
    questions.put("diff, the first is gone", () -> sink += weight(Diff.of(document, less)));
    questions.put("patch, one changed", () -> sink += Patch.of(diff).apply(document).height());
    return questions;
  }

  private static Query query(String pattern) {
    return Query.of(new TonyReader().read(pattern));
  }

  private int answer(Query query) {
    return query.select(document).orElseThrow().height();
  }

  private static int weight(Optional<Node> diff) {
    return diff.orElseThrow().weight();
  }

  /** As who watches processes does it: one field of one of them. */
  private static Node change(Node document, int at) {
    ListNode list = (ListNode) document;
    ObjectNode process = (ObjectNode) list.get(at);
    ObjectNode stat = process.get("stat") instanceof ObjectNode object ? object : ObjectNode.EMPTY;
    return list.with(at, process.with("stat", stat.with("rss", Node.of(-at))));
  }

  private Map<String, Samples> measure(Map<String, Runnable> contenders) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<String, Samples> results = new LinkedHashMap<>();
    for (int round = 0; round < WARM_UP + rounds; round++) {
      for (Map.Entry<String, Runnable> contender : contenders.entrySet()) {
        long begin = threads.getCurrentThreadCpuTime();
        contender.getValue().run();
        long taken = threads.getCurrentThreadCpuTime() - begin;
        if (round >= WARM_UP) {
          results.computeIfAbsent(contender.getKey(), name -> new Samples()).add(taken);
        }
      }
    }
    return results;
  }

  private void throughput(Map<String, Samples> results) {
    Table table =
        new Table(
            "%,d processes, %,d KiB of Tony, %,d KiB of JSON"
                .formatted(processes, text.length() / 1024, json.length() / 1024),
            "",
            "us, p50",
            "MB/s");
    results.forEach(
        (name, samples) -> {
          int characters = name.endsWith("JSON") ? json.length() : text.length();
          double rate = characters * 1e3 / samples.median();
          table.row(
              name, Samples.micros(samples.median()), String.format(Locale.ROOT, "%.0f", rate));
        });
    table.print();
  }

  private void answers(Map<String, Samples> results) {
    Table table = new Table("asked and changed", "", "us, p50", "us, p99", "to serialising all");
    double all = results.values().iterator().next().median();
    results.forEach(
        (name, samples) ->
            table.row(
                name,
                Samples.micros(samples.median()),
                Samples.micros(samples.percentile(0.99)),
                Samples.ratio(samples.median(), all)));
    table.print();
  }

  private Node document() {
    List<Node> list = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      list.add(process(i));
    }
    return ListNode.of(list).withTag(Tag.of("!key(id)"));
  }

  private static Node process(int i) {
    return ObjectNode.builder()
        .put("id", "proc-" + i)
        .put("pid", 1000 + i)
        .put("name", "worker-" + i % 10)
        .put("state", i % 2 == 0 ? "running" : "exited")
        .put("cmdline", ListNode.of(Node.of("python"), Node.of("worker.py"), Node.of("--n=" + i)))
        .put("cwd", "/app")
        .put("environ", ObjectNode.builder().put("PATH", "/bin").put("HOME", "/root").build())
        .put("launchedAt", "2024-01-15T10:05:00Z")
        .put("exitedAt", Node.none())
        .put("exitCode", Node.none())
        .put("stat", stat(i))
        .put("fd", ListNode.of(file(0, "/dev/null"), file(1, "/var/log/" + i + ".log")))
        .build();
  }

  private static Node stat(int i) {
    return ObjectNode.builder()
        .put("utime", i)
        .put("stime", i / 2)
        .put("vsize", 1_048_576L * i)
        .put("rss", 1000L * i)
        .put("num_threads", 1)
        .build();
  }

  private static Node file(int number, String path) {
    return ObjectNode.builder().put("fd", number).put("path", path).build();
  }
}
