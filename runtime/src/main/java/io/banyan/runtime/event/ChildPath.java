package io.banyan.runtime.event;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a child stands in the tree: the ids from below the root down to the child, joined by
 * slashes ({@code workers/mailer}). The root itself is {@code /}.
 */
public record ChildPath(String text) implements Comparable<ChildPath> {

  /** The root supervisor. */
  public static final ChildPath ROOT = new ChildPath("/");

  /** What an id may be: it names actors, files and documents. */
  public static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** The path of a child of this supervisor. */
  public ChildPath child(String id) {
    return isRoot() ? new ChildPath(id) : new ChildPath(text + "/" + id);
  }

  /** The last part: the child's own id; {@code /} for the root. */
  public String id() {
    return isRoot() ? text : text.substring(text.lastIndexOf('/') + 1);
  }

  /** The supervisor above; empty for the root. */
  public Optional<ChildPath> parent() {
    if (isRoot()) {
      return Optional.empty();
    }
    int slash = text.lastIndexOf('/');
    return Optional.of(slash < 0 ? ROOT : new ChildPath(text.substring(0, slash)));
  }

  public boolean isRoot() {
    return text.equals("/");
  }

  /** Whether this is a supervisor of the other, or one above that. */
  public boolean isAbove(ChildPath other) {
    return isRoot() ? !other.isRoot() : other.text.startsWith(text + "/");
  }

  /** Written out, as it is asked at every fact: what a record makes needs the second compiler. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChildPath path && text.equals(path.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public int compareTo(ChildPath other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
