package io.banyan.supervision.graph;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who falls, that is ends without having been meant to, when a node fails by itself: the least set
 * that holds the node and for which the following is true.
 *
 * <ol>
 *   <li>Who <em>fails</em> (the node itself, and whom a link reaches) takes with it the siblings
 *       that its supervisor's strategy restarts together with it: none (one-for-one), all
 *       (one-for-all), the later ones (rest-for-one). A temporary child takes none, as it is not
 *       restarted.
 *   <li>Who fails makes everybody fail that is linked with it. A sibling that is only restarted, or
 *       a descendant that is only stopped, does not: that is a normal end.
 *   <li>A supervisor that falls takes all its descendants with it.
 *   <li>Who falls and comes back takes with it those that depend on it and restart with it.
 * </ol>
 *
 * @param id the node that fails
 * @param falls who falls, the node itself first
 * @param escalated who falls besides when the supervisor of the node gives up, by the same rules
 *     with that supervisor as the node that fails; empty for the root
 */
public record FaultDomain(String id, List<Fall> falls, List<Fall> escalated) {

  public FaultDomain {
    falls = List.copyOf(falls);
    escalated = List.copyOf(escalated);
  }

  /** Why one falls. */
  public enum Cause {
    /** It is the one that fails. */
    ITSELF,
    /** Its supervisor ends. */
    SUPERVISOR,
    /** The strategy of its supervisor restarts it together with a sibling. */
    STRATEGY,
    /** It is linked with one that fails. */
    LINK,
    /** It depends on one that is restarted, and restarts with it. */
    DEPENDENCY;

    /** As documents spell it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One that falls.
   *
   * @param because the node that takes it along; its own id for {@link Cause#ITSELF}
   */
  public record Fall(String id, Cause cause, String because) {}

  static FaultDomain of(SupervisionGraph graph, String id) {
    List<Fall> falls = new Spread(graph).of(id);
    Set<String> fallen = falls.stream().map(Fall::id).collect(Collectors.toSet());
    List<Fall> above =
        graph.supervisor(id).stream()
            .flatMap(supervisor -> new Spread(graph).of(supervisor).stream())
            .filter(fall -> !fallen.contains(fall.id()))
            .toList();
    return new FaultDomain(id, falls, above);
  }
}
