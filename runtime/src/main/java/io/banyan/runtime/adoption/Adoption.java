package io.banyan.runtime.adoption;

import io.banyan.runtime.containment.Heritage;
import io.banyan.runtime.containment.Predecessor;
import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.proc.ProcStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one runtime inherits from those before it, and notes for those after it. Safe from any
 * thread.
 */
public final class Adoption implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  private final @Nullable AdoptionPlace place;
  private final Heritage heritage;
  private final List<LaunchNote> notes;
  private final Map<ChildPath, LaunchNote> survivors = new ConcurrentHashMap<>();
  private final Map<String, Boolean> wantedAtFirst = new ConcurrentHashMap<>();
  private volatile @Nullable NoteFolder folder;
  private volatile boolean begun;

  private Adoption(@Nullable AdoptionPlace place, Heritage heritage, List<LaunchNote> notes) {
    this.place = place;
    this.heritage = heritage;
    this.notes = List.copyOf(notes);
  }

  /** Inherits nothing and notes nothing: what is to outlive this runtime is not launched. */
  public static Adoption none(RuntimeCookie own) {
    return new Adoption(null, Heritage.none(own), List.of());
  }

  /**
   * Reads what earlier runtimes have noted, and keeps others away until closed.
   *
   * @param place of the notes of this tree
   * @param own the cookie of this runtime
   * @throws IOException when the folder cannot be used, or another runtime uses it
   */
  public static Adoption open(AdoptionPlace place, RuntimeCookie own) throws IOException {
    if (!ProcStat.available()) {
      return none(own);
    }
    if (!Files.isDirectory(place.folder())) {
      // Nothing was noted, and perhaps nothing ever will be.
      Set<RuntimeCookie> last = place.last().map(Set::of).orElse(Set.of());
      return new Adoption(place, new Heritage(own, last), List.of());
    }
    NoteFolder opened = NoteFolder.open(place.folder(), boot());
    try {
      Set<RuntimeCookie> inherited = opened.readCookies();
      place.last().ifPresent(inherited::add);
      Adoption adoption = new Adoption(place, new Heritage(own, inherited), opened.read());
      adoption.use(opened);
      return adoption;
    } catch (IOException | RuntimeException failed) {
      opened.close();
      throw failed;
    }
  }

  /** Before the first launch: from then on nothing can live that is not found by a cookie there. */
  private void use(NoteFolder opened) throws IOException {
    opened.writeCookies(heritage.all());
    folder = opened;
  }

  /** The cookies by which this runtime knows its processes. */
  public Heritage heritage() {
    return heritage;
  }

  /** Whether what is to outlive this runtime can be noted; makes the folder for that. */
  public synchronized boolean isAvailable() {
    if (folder == null && place != null) {
      try {
        make(place);
      } catch (IOException failed) {
        LOG.warn("What is to outlive the runtime cannot be noted", failed);
      }
    }
    return folder != null;
  }

  private void make(AdoptionPlace at) throws IOException {
    NoteFolder made = NoteFolder.open(at.folder(), boot());
    try {
      use(made);
    } catch (IOException | RuntimeException failed) {
      made.close();
      throw failed;
    }
  }

  /**
   * Looks at what is left, and decides what becomes of it. Takes a look at every process of the
   * machine if there was a runtime before.
   *
   * @param wanted the fingerprint of each child that is declared to outlive the runtime
   */
  public AdoptionPlan plan(Map<ChildPath, String> wanted) {
    if (heritage.inherited().isEmpty()) {
      begun = true;
      return AdoptionPlan.NOTHING;
    }
    Predecessor last = new Predecessor(heritage.inherited());
    Set<String> living =
        notes.stream()
            .filter(note -> isAlive(note, last))
            .map(LaunchNote::incarnation)
            .collect(Collectors.toSet());
    AdoptionPlan plan =
        AdoptionPlan.of(new AdoptionPlan.Situation(notes, living, last.carriers(), wanted));
    plan.adopt().forEach(note -> inherit(note, true));
    plan.end().forEach(note -> inherit(note, false));
    begun = true;
    return plan;
  }

  private void inherit(LaunchNote note, boolean wanted) {
    survivors.put(note.path(), note);
    wantedAtFirst.put(note.incarnation(), wanted);
  }

  /** Whether an earlier runtime has left this incarnation: it is never launched by this one. */
  public boolean isInherited(String incarnation) {
    return wantedAtFirst.containsKey(incarnation);
  }

  /** Whether it was to be adopted, and its child has been declared otherwise since. */
  public boolean isOutdated(LaunchNote survivor, String fingerprint) {
    return wantedAtFirst.getOrDefault(survivor.incarnation(), false)
        && !survivor.fingerprint().equals(fingerprint);
  }

  private static boolean isAlive(LaunchNote note, Predecessor last) {
    return note.process()
        .filter(process -> last.isStill(process, note.cookie(), note.incarnation()))
        .isPresent();
  }

  /** The process that an earlier runtime has left of this child, until {@link #take}. */
  public Optional<LaunchNote> survivor(ChildPath path) {
    return Optional.ofNullable(survivors.get(path));
  }

  /** Those that nobody has taken. */
  public List<LaunchNote> survivors() {
    return List.copyOf(survivors.values());
  }

  /** Somebody looks after it from now on. */
  public NotedLaunch take(LaunchNote survivor) {
    survivors.remove(survivor.path(), survivor);
    return new NotedLaunch(this, survivor);
  }

  /** Notes that something is about to be launched. */
  public NotedLaunch about(LaunchNote note) {
    begun = true;
    write(note);
    return new NotedLaunch(this, note);
  }

  /**
   * What was not wanted is gone, and nothing was launched yet: only the survivors are still of
   * interest.
   */
  public void settled() {
    NoteFolder noted = folder;
    if (noted != null) {
      Set<RuntimeCookie> kept = new HashSet<>(Set.of(heritage.own()));
      survivors().forEach(note -> kept.add(note.cookie()));
      notes.stream().filter(note -> !survivors.containsValue(note)).forEach(this::remove);
      try {
        noted.writeCookies(kept);
      } catch (IOException failed) {
        LOG.warn("The cookies of earlier runtimes are kept", failed);
      }
    }
  }

  void write(LaunchNote note) {
    NoteFolder noted = folder;
    if (noted != null) {
      try {
        noted.write(note);
      } catch (IOException failed) {
        LOG.warn("{} is not noted: the next runtime would end it", note.incarnation(), failed);
      }
    }
  }

  void remove(LaunchNote note) {
    NoteFolder noted = folder;
    if (noted != null) {
      try {
        noted.remove(note.path());
      } catch (IOException failed) {
        LOG.debug("The note of {} stays", note.incarnation(), failed);
      }
    }
  }

  /**
   * Whether what was inherited is still what an earlier runtime has left: a runtime that ends
   * before it has begun leaves it to the next one.
   */
  public boolean isUntouched() {
    return !begun && (folder != null || !heritage.inherited().isEmpty());
  }

  /** An orderly end: everything has ended, and there is nothing to inherit. */
  @Override
  public void close() {
    NoteFolder noted = folder;
    if (noted != null) {
      try (NoteFolder closing = noted) {
        if (begun) {
          closing.clear();
        }
      } catch (IOException failed) {
        LOG.warn("The notes for the next runtime cannot be removed", failed);
      }
    }
  }

  private static String boot() throws IOException {
    return Files.readString(BOOT).strip();
  }
}
