package io.banyan.pool.function.wire;

/** What arrays are made of: of that a filter is asked. */
public final class ClassNames {

  private ClassNames() {}

  /** The class itself, or for an array of any depth that of its elements. */
  public static Class<?> element(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element;
  }
}
