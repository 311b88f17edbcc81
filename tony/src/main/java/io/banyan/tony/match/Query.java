package io.banyan.tony.match;

import io.banyan.tony.Limits;
import io.banyan.tony.ListNode;
import io.banyan.tony.Mistake;
import io.banyan.tony.Node;
import io.banyan.tony.TonyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A pattern, ready to be matched with documents. The operators are on the page tony.md. Immutable,
 * safe from any thread; made once for a question that is asked often.
 */
public final class Query {

  private final Pattern pattern;
  private final boolean all;
  private final Limits limits;

  private Query(Pattern pattern, boolean all, Limits limits) {
    this.pattern = pattern;
    this.all = all;
    this.limits = limits;
  }

  /**
   * Understands a pattern, with {@link Limits#DEFAULT}.
   *
   * @throws TonyException with all that is wrong, of the kind {@code INVALID_QUERY}
   */
  public static Query of(Node pattern) {
    return of(pattern, Limits.DEFAULT);
  }

  /**
   * Understands a pattern.
   *
   * @throws TonyException with all that is wrong, of the kind {@code INVALID_QUERY}
   */
  public static Query of(Node pattern, Limits limits) {
    List<Mistake> mistakes = new ArrayList<>();
    Query query = of(pattern, limits, mistakes::add);
    if (!mistakes.isEmpty()) {
      throw new TonyException(TonyException.Kind.INVALID_QUERY, mistakes);
    }
    return query;
  }

  /** Understands a pattern that is part of something else, whose mistakes are told together. */
  public static Query of(Node pattern, Limits limits, Consumer<Mistake> mistakes) {
    Pattern compiled = new PatternCompiler(limits, mistakes).compile(pattern);
    boolean all = compiled instanceof Logic.All each && each.each().isOfElements();
    return new Query(compiled, all, limits);
  }

  /**
   * Whether a document fits.
   *
   * @throws TonyException when that takes too many steps
   */
  public boolean matches(Node document) {
    return matches(document, "", new Budget(limits));
  }

  /**
   * Whether a value fits, as part of more work.
   *
   * @param key the key under which it stands; empty when it stands under none
   */
  public boolean matches(Node value, String key, Budget budget) {
    return pattern.matches(value, key, budget);
  }

  /**
   * What a document answers: of a list, the elements that fit an object pattern; of anything else,
   * itself when it fits. With {@code !trim}, without the keys that are not named.
   *
   * @return empty when it does not fit; a list always answers with a list when its elements are
   *     meant
   * @throws TonyException when that takes too many steps
   */
  public Optional<Node> select(Node document) {
    Budget budget = new Budget(limits);
    if (document instanceof ListNode list && (pattern.isOfElements() || all)) {
      Pattern element = all && pattern instanceof Logic.All each ? each.each() : pattern;
      return Optional.of(elements(list, element, budget));
    }
    return pattern.matches(document, "", budget)
        ? Optional.ofNullable(pattern.show(document, false, budget))
        : Optional.empty();
  }

  private static Node elements(ListNode list, Pattern pattern, Budget budget) {
    List<Node> found = new ArrayList<>();
    for (Node element : list.elements()) {
      if (pattern.matches(element, "", budget)) {
        Node shown = pattern.show(element, false, budget);
        found.add(shown == null ? element : shown);
      }
    }
    return ListNode.of(found).withTag(list.tag());
  }

  /**
   * What the pattern names of a document, whether or not all of it fits: parts whose operator does
   * not are left out.
   *
   * @return empty when the document itself does not fit an operator
   */
  public Optional<Node> trim(Node document) {
    return Optional.ofNullable(pattern.show(document, true, new Budget(limits)));
  }

  /**
   * Whether it means every element that fits ({@code !all} before an object), where a change of
   * several at once would otherwise be refused.
   */
  public boolean meansAll() {
    return all;
  }
}
