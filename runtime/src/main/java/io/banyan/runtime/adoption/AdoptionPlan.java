package io.banyan.runtime.adoption;

import io.banyan.runtime.containment.Carrier;
import io.banyan.runtime.containment.Remains;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What becomes of what earlier runtimes have left: decided once, before anything is started.
 *
 * @param adopt go on with these
 * @param end these live, but are not wanted any more: end them first
 * @param sweep of these nobody knows, or only remains are left: end them first
 * @param numbers the last incarnation that is known of each child: new ones are numbered from there
 */
public record AdoptionPlan(
    List<LaunchNote> adopt,
    List<LaunchNote> end,
    List<Remains> sweep,
    Map<ChildPath, Integer> numbers) {

  /** Of what is not noted nobody knows how it wants to be ended: the usual way. */
  private static final Duration USUAL_GRACE = Duration.ofSeconds(10);

  /** Stands for no limit, where a duration is needed. */
  private static final Duration UNLIMITED = Duration.ofDays(1);

  /** Nothing was left. */
  public static final AdoptionPlan NOTHING =
      new AdoptionPlan(List.of(), List.of(), List.of(), Map.of());

  public AdoptionPlan {
    adopt = List.copyOf(adopt);
    end = List.copyOf(end);
    sweep = List.copyOf(sweep);
    numbers = Map.copyOf(numbers);
  }

  /**
   * What is known.
   *
   * @param notes of earlier runtimes
   * @param living the incarnations whose noted process is alive
   * @param carriers all processes that carry a cookie of an earlier runtime
   * @param wanted the fingerprint of each child that is declared to outlive the runtime
   */
  public record Situation(
      List<LaunchNote> notes,
      Set<String> living,
      List<Carrier> carriers,
      Map<ChildPath, String> wanted) {

    boolean isWanted(LaunchNote note) {
      return note.phase() != LaunchNote.Phase.STOPPING
          && note.fingerprint().equals(wanted.get(note.path()));
    }
  }

  /** Decides. */
  static AdoptionPlan of(Situation situation) {
    List<LaunchNote> adopt = new ArrayList<>();
    List<LaunchNote> end = new ArrayList<>();
    List<Remains> sweep = new ArrayList<>();
    Map<String, List<Carrier>> carriers =
        situation.carriers().stream().collect(Collectors.groupingBy(Carrier::incarnation));
    for (LaunchNote note : situation.notes()) {
      List<Carrier> own =
          Objects.requireNonNullElse(carriers.remove(note.incarnation()), List.of());
      if (situation.living().contains(note.incarnation())) {
        (situation.isWanted(note) ? adopt : end).add(note);
      } else {
        remains(note, own).ifPresent(sweep::add);
      }
    }
    carriers.forEach((incarnation, own) -> unknown(incarnation, own).ifPresent(sweep::add));
    return new AdoptionPlan(adopt, end, sweep, numbers(situation));
  }

  /** Of one that was being launched nobody knows which of its processes is the one it means. */
  private static Optional<Remains> remains(LaunchNote note, List<Carrier> own) {
    boolean everything = note.process().isEmpty();
    return own.stream().anyMatch(carrier -> everything || !carrier.left())
        ? Optional.of(
            new Remains(
                note.incarnation(),
                note.end().signal(),
                note.end().grace().orElse(UNLIMITED),
                true,
                everything))
        : Optional.empty();
  }

  private static Optional<Remains> unknown(String incarnation, List<Carrier> own) {
    return !incarnation.isEmpty() && own.stream().anyMatch(carrier -> !carrier.left())
        ? Optional.of(new Remains(incarnation, Signal.TERM, USUAL_GRACE, true))
        : Optional.empty();
  }

  private static Map<ChildPath, Integer> numbers(Situation situation) {
    Map<ChildPath, Integer> numbers = new HashMap<>();
    situation.notes().forEach(note -> numbers.merge(note.path(), note.number(), Math::max));
    for (Carrier carrier : situation.carriers()) {
      // Also of a program beside an incarnation.
      String name = carrier.incarnation().replaceFirst("(#\\d+)!.*$", "$1");
      int mark = name.lastIndexOf('#');
      if (mark > 0 && name.substring(mark + 1).matches("\\d{1,9}")) {
        int number = Integer.parseInt(name.substring(mark + 1));
        numbers.merge(new ChildPath(name.substring(0, mark)), number, Math::max);
      }
    }
    return numbers;
  }
}
