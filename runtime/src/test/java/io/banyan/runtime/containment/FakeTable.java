package io.banyan.runtime.containment;

import io.banyan.runtime.engine.ProcessIdentity;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Processes as a test wants them. */
final class FakeTable implements ProcessTable {

  static final RuntimeCookie COOKIE = new RuntimeCookie("our-cookie");
  static final Census.Origin RUNTIME = new Census.Origin(100, 1000);

  private record Entry(Facts facts, byte[] environment) {}

  final AtomicInteger passes = new AtomicInteger();
  final AtomicInteger environmentsRead = new AtomicInteger();
  private final Map<Long, Entry> entries = new ConcurrentSkipListMap<>();
  private final Map<Long, Integer> executing = new ConcurrentHashMap<>();

  /** A process that was started later than the runtime, by nobody of interest. */
  void add(long pid, String... environment) {
    add(new Facts(new ProcessIdentity(pid, 2000), 1, true, false, false), environment);
  }

  void add(Facts facts, String... environment) {
    String text = environment.length == 0 ? "" : String.join("\0", environment) + "\0";
    entries.put(
        facts.identity().pid(), new Entry(facts, text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  void remove(long pid) {
    entries.remove(pid);
  }

  /** It shows no environment for this many looks. */
  void isExecuting(long pid, int looks) {
    executing.put(pid, looks);
  }

  static String[] ours(String incarnation) {
    return new String[] {
      "PATH=/bin", "BANYAN_RUNTIME=" + COOKIE.value(), "BANYAN_INCARNATION=" + incarnation
    };
  }

  Census census() {
    return new Census(this, Set.of(COOKIE), RUNTIME, () -> {});
  }

  @Override
  public long[] pids() {
    passes.incrementAndGet();
    return entries.keySet().stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public Optional<Facts> facts(long pid) {
    return Optional.ofNullable(entries.get(pid)).map(Entry::facts);
  }

  @Override
  public Optional<byte[]> environment(long pid) {
    environmentsRead.incrementAndGet();
    if (executing.merge(pid, -1, Integer::sum) >= 0) {
      return Optional.of(new byte[0]);
    }
    return Optional.ofNullable(entries.get(pid)).map(Entry::environment);
  }
}
