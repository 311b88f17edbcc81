package io.banyan.testkit.junit;

import io.banyan.runtime.containment.RuntimeCookie;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves operating-system processes behind, names them, and kills them.
 *
 * <p>Left behind is what descends from this JVM and was not there before the test; and, wherever it
 * went, what carries the cookie of a runtime that was told to {@link #watch}. What is about to end
 * gets five seconds for it.
 *
 * <pre>{@code
 * @RegisterExtension final NoProcessesLeft processes = new NoProcessesLeft();
 * }</pre>
 *
 * <p>Tests that run at the same time in one JVM would be blamed for one another's processes.
 * Without {@code /proc} nothing is checked, and the report of the test says so.
 */
public final class NoProcessesLeft implements BeforeEachCallback, AfterEachCallback {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(NoProcessesLeft.class);

  private final Set<RuntimeCookie> cookies = ConcurrentHashMap.newKeySet();
  private final long jvm = ProcessHandle.current().pid();

  /** What JUnit calls for {@code @ExtendWith}, and a test for a field of its own. */
  public NoProcessesLeft() {}

  /** From now on what carries this cookie is looked for, too. */
  public void watch(RuntimeCookie cookie) {
    cookies.add(cookie);
  }

  private record Before(Set<ProcTable.Entry> processes) {}

  @Override
  public void beforeEach(ExtensionContext context) {
    if (ProcTable.isThere()) {
      Before before = new Before(identities(ours()));
      context.getStore(NAMESPACE).put(context.getUniqueId(), before);
    } else {
      context.publishReportEntry("processes left behind", "not checked: there is no /proc here");
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Before before = context.getStore(NAMESPACE).remove(context.getUniqueId(), Before.class);
    if (before == null) {
      return;
    }
    List<ProcTable.Entry> left = leftAfterAWhile(before);
    if (!left.isEmpty()) {
      String names =
          left.stream().map(entry -> "\n  " + entry.command()).collect(Collectors.joining());
      left.forEach(ProcTable.Entry::kill);
      throw new AssertionError(
          "%s left %d process%s behind, killed now:%s"
              .formatted(
                  context.getDisplayName(), left.size(), left.size() == 1 ? "" : "es", names));
    }
  }

  private List<ProcTable.Entry> leftAfterAWhile(Before before) {
    long start = System.nanoTime();
    List<ProcTable.Entry> left = left(before);
    while (!left.isEmpty() && System.nanoTime() - start < PATIENCE.toNanos()) {
      LockSupport.parkNanos(PAUSE_NANOS);
      left = left(before);
    }
    return left;
  }

  private List<ProcTable.Entry> left(Before before) {
    return ours().filter(entry -> !before.processes().contains(identity(entry))).toList();
  }

  private Stream<ProcTable.Entry> ours() {
    Map<Long, ProcTable.Entry> all = ProcTable.all();
    Stream<ProcTable.Entry> descendants = ProcTable.descendants(all, jvm);
    if (cookies.isEmpty()) {
      return descendants;
    }
    return Stream.concat(descendants, all.values().stream().filter(this::carriesCookie)).distinct();
  }

  private boolean carriesCookie(ProcTable.Entry entry) {
    return cookies.stream()
        .anyMatch(cookie -> entry.carries(RuntimeCookie.VARIABLE, cookie.value()));
  }

  private static Set<ProcTable.Entry> identities(Stream<ProcTable.Entry> entries) {
    return entries.map(NoProcessesLeft::identity).collect(Collectors.toCollection(HashSet::new));
  }

  /** Its parent may change, when that ends before it. */
  private static ProcTable.Entry identity(ProcTable.Entry entry) {
    return new ProcTable.Entry(entry.pid(), entry.startTime(), 0);
  }
}
