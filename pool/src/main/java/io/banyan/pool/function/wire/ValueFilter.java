package io.banyan.pool.function.wire;

import java.io.ObjectInputFilter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets nothing be made but values of the JDK and of classes that were named, within bounds. All
 * else is refused before it is made, so that a foreign class cannot do anything by being read.
 *
 * <p>The length of what is read is bounded by its frame. An array takes no more elements than there
 * are bytes, but for the tables of collections, which are made before what is in them is read.
 */
final class ValueFilter implements ObjectInputFilter {

  /** Where this may be read, so may what it makes, whose class has no name beforehand. */
  private static final String LAMBDA = "java.lang.invoke.SerializedLambda";

  private static final int DEEPEST = 256;
  private static final long MOST_REFERENCES = 10_000_000;
  private static final long LONGEST_ARRAY = 64L * 1024 * 1024;

  private final Set<String> named;
  private @Nullable String refused;

  ValueFilter(Set<String> named) {
    this.named = named;
  }

  @Override
  public Status checkInput(FilterInfo info) {
    if (info.depth() > DEEPEST
        || info.references() > MOST_REFERENCES
        || info.arrayLength() > LONGEST_ARRAY) {
      return Status.REJECTED;
    }
    Class<?> type = info.serialClass();
    if (type == null || allows(ClassNames.element(type))) {
      return Status.ALLOWED;
    }
    refused = type.getName();
    return Status.REJECTED;
  }

  /** What was refused last; null if it was too large, or nothing was. */
  @Nullable String refused() {
    return refused;
  }

  private boolean allows(Class<?> type) {
    return type.isPrimitive()
        || named.contains(type.getName())
        || PlainClasses.contains(type.getName())
        || (type.isHidden() && named.contains(LAMBDA));
  }
}
