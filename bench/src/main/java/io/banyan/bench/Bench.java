package io.banyan.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/** The entry point: {@code NAME [--option=value ...]}. */
public final class Bench {

  private static final String USAGE =
      """
      usage: bench/run NAME [--option=value ...]
        spawn        --rounds=30 --passes=20          spawn and wait of /bin/true
        restart      --rounds=500 --siblings=1000     kill -9 to the successor running
        request      --rounds=5000 --passes=3         a line to standard input and back
        idle         [CHILDREN ...]                   memory and threads of children that do nothing
        children     --counts=1000,100000         start and stop of children that are cheap actors
        monitor      --children=1000 --seconds=30     what looking at all children costs
        sample       --children=1000 --rounds=30      what processes use, beside OSHI
        pools        --tasks=5000 --passes=5          what a worker pool adds to each task
        output       --mib=512                        standard output into a file and to nothing
        queues       --seconds=3 --together=100       tasks through queues, in memory and durable
        tony         --processes=1000 --rounds=100    a document of processes, read, asked and changed
        channels     --values=200000 --passes=9       values from thread to thread, beside queues
        containment  ROUNDS CHILDREN                  survivors of kill -9 of the JVM
        functions    --rounds=20                      functions in processes of their own, beside bare JVMs
        jmh          [pattern] [JMH options]          what happens inside one thread
      """;

  private Bench() {}

  /** Runs one benchmark; exit code 2 when there is none of that name, 1 when its promise broke. */
  public static void main(String[] words) throws Exception {
    String name = words.length == 0 ? "" : words[0];
    String[] rest = words.length == 0 ? words : Arrays.copyOfRange(words, 1, words.length);
    if (name.equals("jmh")) {
      org.openjdk.jmh.Main.main(rest);
      return;
    }
    System.out.println("JVM " + Runtime.version() + " " + String.join(" ", jvmOptions()));
    System.exit(run(name, Options.of(rest)));
  }

  /** What changes what is measured. */
  private static List<String> jvmOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X"))
        .toList();
  }

  private static int run(String name, Options options) throws Exception {
    switch (name) {
      case "spawn" -> new SpawnBench(options).run();
      case "restart" -> new RestartBench(options).run();
      case "request" -> new RequestBench(options).run();
      case "idle" -> new IdleBench(options).run();
      case "children" -> new ChildrenBench(options).run();
      case "monitor" -> {
        return new MonitorBench(options).run() ? 0 : 1;
      }
      case "sample" -> new SampleBench(options).run();
      case "pools" -> new PoolBench(options).run();
      case "output" -> new OutputBench(options).run();
      case "queues" -> new QueueBench(options).run();
      case "tony" -> new TonyBench(options).run();
      case "channels" -> new ChannelsBench(options).run();
      case "functions" -> new FunctionsBench(options).run();
      case "containment" -> {
        return new ContainmentBench(options).run() == 0 ? 0 : 1;
      }
      default -> {
        System.err.print(USAGE);
        return 2;
      }
    }
    return 0;
  }
}
