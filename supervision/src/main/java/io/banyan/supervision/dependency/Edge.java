package io.banyan.supervision.dependency;

/**
 * Two siblings of which one depends on the other, by itself or because of what they contain.
 *
 * @param from the one that depends
 * @param to the one it depends on
 * @param declared what makes it so
 */
record Edge(String from, String to, Declared declared) {

  /**
   * A dependency as it was declared.
   *
   * @param child who declared it
   * @param index its place in the list
   * @param on whom it names
   */
  record Declared(String child, int index, String on) {}

  /** What a lifted one comes from, as a sentence; for any other it says nothing new. */
  String why() {
    return place(declared.child(), from) + " depends on " + place(declared.on(), to);
  }

  boolean isLifted() {
    return !declared.child().equals(from) || !declared.on().equals(to);
  }

  private static String place(String id, String sibling) {
    return id.equals(sibling) ? id : id + " in " + sibling;
  }
}
