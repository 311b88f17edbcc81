package io.banyan.tony.patch;

import io.banyan.tony.Limits;
import io.banyan.tony.Mistake;
import io.banyan.tony.Node;
import io.banyan.tony.TonyException;
import io.banyan.tony.match.Budget;
import java.util.ArrayList;
import java.util.List;

/**
 * A change, ready to be made to documents. The operators are on the page tony.md. A changed
 * document shares all that did not change with the one before. Immutable, safe from any thread.
 */
public final class Patch {

  private final Change change;
  private final Limits limits;

  private Patch(Change change, Limits limits) {
    this.change = change;
    this.limits = limits;
  }

  /**
   * Understands a patch, with {@link Limits#DEFAULT}.
   *
   * @throws TonyException with all that is wrong, of the kind {@code INVALID_MUTATION}
   */
  public static Patch of(Node patch) {
    return of(patch, Limits.DEFAULT);
  }

  /**
   * Understands a patch.
   *
   * @param limits also of what it makes
   * @throws TonyException with all that is wrong, of the kind {@code INVALID_MUTATION}
   */
  public static Patch of(Node patch, Limits limits) {
    List<Mistake> mistakes = new ArrayList<>();
    Change change = new PatchCompiler(limits, mistakes::add).compile(patch);
    if (!mistakes.isEmpty()) {
      throw new TonyException(TonyException.Kind.INVALID_MUTATION, mistakes);
    }
    return new Patch(change, limits);
  }

  /**
   * Makes the change. The document itself does not change.
   *
   * @return the document afterwards, the very same when nothing changed; a null when the patch
   *     deletes it
   * @throws TonyException of the kind {@code CONFLICT} when it does not fit the document, or {@code
   *     TOO_LARGE} when it makes too much of it
   */
  public Node apply(Node document) {
    Node changed = change.apply(document, "", new Work(limits, new Budget(limits)));
    if (changed == null) {
      return Node.none();
    }
    if (!Node.same(changed, document)) {
      limits.check(changed);
    }
    return changed;
  }
}
