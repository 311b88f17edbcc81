package io.banyan.pool.function.wire;

import java.io.ObjectInputFilter;
import java.util.Set;

/**
 * Lets nothing be made but values of the JDK and of classes that were named, within bounds. All
 * else is refused before it is made, so that a foreign class cannot do anything by being read.
 *
 * <p>The length of what is read is bounded by its frame. An array takes no more elements than there
 * are bytes, but for the tables of collections, which are made before what is in them is read.
 */
final class ValueFilter implements ObjectInputFilter {

  private static final int DEEPEST = 256;
  private static final long MOST_REFERENCES = 10_000_000;
  private static final long LONGEST_ARRAY = 64L * 1024 * 1024;

  private final Set<String> named;

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
    return type == null || allows(ClassNames.element(type)) ? Status.ALLOWED : Status.REJECTED;
  }

  private boolean allows(Class<?> type) {
    return type.isPrimitive()
        || named.contains(type.getName())
        || PlainClasses.contains(type.getName());
  }
}
